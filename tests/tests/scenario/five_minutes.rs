//! The five minutes: asked, assigned at once, drafted, answered by the voice, counted as kept. Once on the pages
//! without any script, once by programs.

use jiff::SignedDuration;
use serde_json::json;
use souffleur_core::question::Status;
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{CUSTOMER, SIZES},
    },
    on_both,
};

on_both!(on_pages_without_script, by_the_api);

async fn on_pages_without_script(desk: TestDesk) {
    // A customer asks, and is told by when they are answered.
    let marie = desk.visitor();
    let typed =
        [("body", SIZES), ("name", "Marie Dupont"), ("email", CUSTOMER), ("subject", "Quelle taille ?")];
    let asked = marie.fill("/ask", "/ask", &typed).await.is(303);
    let thread = marie.follow(&asked).await.is(200);
    thread.says("Quelle taille ?").says(SIZES).says("17:00").says("Marie Dupont");

    desk.settle().await;
    assert_eq!(desk.letters_to(CUSTOMER).len(), 1, "the receipt, before there is an answer");

    // It is on top of Léa's list, with the reason.
    let lea = desk.signed_in("lea").await;
    let list = lea.get("/desk").await.is(200);
    let rows = list.all("a.row-link", "href");
    assert_eq!(rows.len(), 1, "{}", list.text());
    let opened = lea.get(&rows[0]).await.is(200);
    opened.says(SIZES).says("Tailles et coupes");
    assert!(
        opened.words(".explanation-path .term").iter().any(|word| word.contains("taille")),
        "{}",
        opened.text()
    );
    let id = opened.all("form[action$='/draft']", "action")[0]
        .trim_matches('/')
        .split('/')
        .nth(1)
        .unwrap()
        .to_owned();

    // She drafts.
    desk.clock.advance(SignedDuration::from_mins(20));
    let draft = "Sur cette coupe, le 38 taille comme un 40 ordinaire.";
    lea.submit(&opened, &format!("/desk/{id}/draft"), &[("body", draft)]).await.is(303);

    // Camille finds it with the draft beside the editor, changes it and sends it.
    let camille = desk.signed_in("camille").await;
    let inbox = camille.get("/inbox").await.is(200);
    inbox.says("Quelle taille ?").says("Marie Dupont");
    let page = camille.get(&format!("/questions/{id}")).await.is(200);
    page.says(draft).says("Léa Bernard");
    let using = page.all("a[href*='draft=']", "href");
    let page = camille.get(&using[0]).await.is(200);
    let action = format!("/questions/{id}/reply");
    let typed = page.form(&action).into_iter().find(|(name, _)| name == "body").unwrap().1;
    assert_eq!(typed, draft, "the draft is in the editor");
    let answer = "Bonjour Marie, prenez votre taille habituelle : le 38.";
    camille.submit(&page, &action, &[("body", answer)]).await.is(303);
    desk.undo_passes().await;

    // Marie reads one voice with one name.
    let thread = marie.follow(&asked).await.is(200);
    thread.says(answer).says("Sophie").does_not_say("Léa").does_not_say("Camille").does_not_say(draft);
    desk.settle().await;
    let letters = desk.letters_to(CUSTOMER);
    assert_eq!(letters.len(), 2, "a receipt and an answer");
    assert!(
        letters.iter().any(|letter| letter.text.contains(answer) && letter.header("from").contains("Sophie"))
    );

    // Léa sees what became of her draft.
    let own = desk.signed_in("lea").await.get(&format!("/desk/{id}")).await.is(200);
    own.says("Ce que le client a lu");
    assert!(own.words(".difference ins").join(" ").contains("habituelle"), "{}", own.text());
    assert!(!own.words(".difference del").is_empty(), "{}", own.text());

    // And the promise is counted as kept, with the question behind the number.
    let nadia = desk.signed_in("nadia").await;
    let report = nadia.get("/reports/sla").await.is(200);
    let met = report.all("tfoot a[href*='state=met']", "href");
    let behind = nadia.get(&met[0]).await.is(200);
    assert_eq!(behind.all("tbody tr th a", "href").len(), 1, "{}", behind.text());
    behind.says("Quelle taille ?");
}

async fn by_the_api(desk: TestDesk) {
    let stranger = desk.stranger();
    let ask = json!({"body": SIZES, "customer": {"name": "Marie Dupont", "email": CUSTOMER}});
    let asked = stranger.post("/api/v1/questions", &ask).await.is(201).json;
    assert!(asked.get("assignment").is_none(), "who holds it is nobody's business outside");
    assert_eq!(asked["due_at"], "2026-11-23T16:00:00Z");
    let path = format!("/api/v1/questions/{}", asked["id"].as_str().unwrap());

    let lea = desk.caller("lea").await;
    let list = lea.get("/api/v1/questions").await.is(200).json;
    assert_eq!(list["items"][0]["id"], asked["id"]);
    let question = lea.get(&path).await.is(200).json;
    assert_eq!(question["status"], "assigned");
    assert_eq!(question["assignment"]["expert_name"], "Léa Bernard");
    assert!(question["assignment"]["confidence"].as_f64().unwrap() > 0.0);
    assert!(question["assignment"]["explanation"].is_object());
    assert!(question["customer"].get("email").is_none(), "an expert never writes to a customer");
    let draft = lea.post(&format!("{path}/drafts"), &json!({"body": "Le 38."})).await.is(201).json;
    lea.post(&format!("{path}/replies"), &json!({"body": "Le 38.", "version": draft["version"]}))
        .await
        .is_problem(403);

    let camille = desk.caller("camille").await;
    let question = camille.get(&path).await.is(200).json;
    assert_eq!((&question["status"], &question["drafts"][0]["body"]), (&json!("drafted"), &json!("Le 38.")));
    assert_eq!(question["customer"]["email"], CUSTOMER);
    let reply = json!({"body": "Prenez du 38.", "draft_id": draft["id"], "version": question["version"]});
    let replied = camille.post(&format!("{path}/replies"), &reply).await.is(201).json;
    assert_eq!(replied["status"], "answered");

    let question = camille.get(&path).await.is(200).json;
    assert_eq!(question["drafts"][0]["state"], "used");
    assert_eq!(question["thread"][1]["name"], "Sophie");
    let states: Vec<_> =
        question["targets"].as_array().unwrap().iter().map(|target| &target["state"]).collect();
    assert_eq!(states, ["met", "met"]);
    let kinds: Vec<_> =
        question["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    for kind in ["asked", "assigned", "target_set", "draft_submitted", "replied", "target_met"] {
        assert!(kinds.contains(&kind), "{kind} is not in {kinds:?}");
    }
    let report = desk
        .caller("nadia")
        .await
        .get("/api/v1/reports/sla?from=2026-11-23&to=2026-11-23")
        .await
        .is(200)
        .json;
    assert_eq!((&report["total"]["received"], &report["total"]["met"]), (&json!(1), &json!(1)));
    assert_eq!(
        desk.question(serde_json::from_value(asked["id"].clone()).unwrap()).await.question.status,
        Status::Answered
    );
}
