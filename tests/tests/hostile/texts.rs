//! Texts that hide: a colleague's name behind signs, invisible characters and encodings; names of nothing; and what is typed, which
//! arrives as it was typed.

use serde_json::json;
use souffleur_tests::{harness::TestDesk, on_both};

on_both!(
    a_hidden_name_never_leaves,
    nothing_is_no_name_and_no_text,
    what_is_typed_arrives_on_the_page_and_in_the_letter,
);

async fn a_hidden_name_never_leaves(desk: TestDesk) {
    let asked = desk.ask_for("lea", "Où est mon colis ?").await;
    let camille = desk.caller("camille").await;
    let version = desk.question(asked.id).await.question.version;
    let path = format!("/api/v1/questions/{}/replies", asked.id);
    let before = desk.rows().await;
    for name in [
        "L**é**a",
        "L\u{ad}éa",
        "L\u{200b}éa",
        "L&#233;a",
        "L%C3%A9a",
        "[L](https://x.test)éa",
        "[ici](mailto:%6cea%2E%42ernard@example.test)",
        "LéaBernard",
        "𝐋é𝐚",
    ] {
        for text in ["Voyez avec {}.", "> {}\n> merci", "- **{}**"] {
            let body = json!({ "body": text.replace("{}", name), "version": version });
            let answer = camille.post(&path, &body).await;
            assert!((400..500).contains(&answer.status), "{name} in {text}: {}", answer.raw);
        }
    }
    assert_eq!(desk.rows().await, before);
}

async fn nothing_is_no_name_and_no_text(desk: TestDesk) {
    let bridge = desk.program("instagram").await;
    let nothing = "\u{200b}\u{3164}\u{202e}\u{ad}";
    let ask = |name: &str, body: &str| json!({ "body": body, "customer": { "name": name } });
    bridge.post("/api/v1/questions", &ask(nothing, "Où est mon colis ?")).await.is(422);
    bridge.post("/api/v1/questions", &ask("Marie", nothing)).await.is(422);
    let asked =
        bridge.post("/api/v1/questions", &ask("Marie\u{202e} tnopuD\u{200b}", "Bonjour")).await.is(201).json;
    let id = asked["id"].as_str().unwrap();
    let camille = desk.caller("camille").await;
    let read = camille.get(&format!("/api/v1/questions/{id}")).await;
    assert!(read.raw.contains("Marie tnopuD") && !read.raw.contains('\u{202e}'), "{}", read.raw);
}

async fn what_is_typed_arrives_on_the_page_and_in_the_letter(desk: TestDesk) {
    let asked = desk.ask_for("karim", "Où est mon colis ?").await;
    let lines = [
        "120*60*40 cm",
        "Cher*es client*es",
        "https://x.fr/_foo_/bar",
        r"C:\Users\_temp",
        "Cordialement",
        "--",
        "La Maison",
    ];
    desk.reply(asked.id, &lines.join("\n")).await;
    desk.settle().await;
    let page = desk.visitor().get(&format!("/q/{}", asked.token.as_str())).await;
    for line in lines {
        page.says(line);
    }
    assert!(
        !page.html.contains("<em>") && page.html.contains("href=\"https://x.fr/_foo_/bar\""),
        "{}",
        page.html
    );
    let letters = desk.letters_to("marie.dupont@example.org");
    assert!(
        letters.iter().any(|letter| letter.text.replace("\r\n", "\n").contains(&lines.join("\n"))),
        "{letters:?}"
    );
}
