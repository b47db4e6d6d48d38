//! Hostile words are words: shown as they were typed, everywhere, and never as anything else.

use souffleur_admin::settings;
use souffleur_question::question;
use souffleur_tests::harness::{Page, TestDesk};

/// Marked, so that it can be found again in any dress.
const HOSTILE: &str =
    "<script>alert('zap')</script><img src=x onerror=zap()> \"'>&lt; {{ 7*7 }} {% raw %} ]]> javascript:zap";

/// What would be there if it were not escaped.
const RAW: [&str; 4] = ["<script>alert", "<img src=x", "onerror=zap()>\"", "{{ 7*7"];

#[track_caller]
fn is_harmless(place: &str, source: &str) {
    assert!(source.contains("zap"), "{place} does not show it");
    for raw in &RAW[..3] {
        assert!(!source.contains(raw), "{place} shows {raw} as it is");
    }
    assert!(!source.contains(">49<") && !source.contains(" 49 "), "{place} computes what it was told");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_words_do_no_harm_anywhere() {
    let desk = TestDesk::open().await;
    let visitor = desk.visitor();
    let typed =
        [("body", HOSTILE), ("subject", HOSTILE), ("name", "<b>zap</b>"), ("email", "zap@example.org")];
    let asked = visitor.fill("/ask", "/ask", &typed).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let link = asked.location().to_owned();
    // The receipt leaves before there is an answer that would take its place.
    desk.settle().await;
    let manager = desk.caller("camille").await;
    let list = manager.get("/api/v1/questions").await.is(200).json;
    assert_eq!(list["items"][0]["subject"], HOSTILE, "it is kept as it was typed");
    let id = list["items"][0]["id"].as_str().unwrap().parse().unwrap();

    // Staff say such things too.
    let (camille, lea) = (desk.actor("camille"), desk.actor("lea"));
    let assign = question::Assign {
        to: question::AssignTo::Expert(desk.user("lea")),
        reason: Some(HOSTILE.to_owned()),
        version: None,
    };
    drop(question::assign(&desk.app, camille, id, assign).await);
    let drafted = question::draft(&desk.app, lea, id, HOSTILE.to_owned(), None).await.unwrap();
    question::return_draft(&desk.app, camille, id, drafted.draft, Some(HOSTILE.to_owned()), None)
        .await
        .unwrap();
    question::note(&desk.app, lea, id, HOSTILE.to_owned()).await.unwrap();
    desk.reply(id, HOSTILE).await;
    let ada = desk.actor("ada");
    let form =
        settings::topic::TopicForm { key: "zap".into(), name: HOSTILE[..90].into(), ..Default::default() };
    settings::topic::save(&desk.app, ada, None, form).await.unwrap();
    desk.settle().await;

    let number = desk.question(id).await.question.number;
    let camille = desk.signed_in("camille").await;
    let lea = desk.signed_in("lea").await;
    let ada = desk.signed_in("ada").await;
    let places: [(&_, String); 9] = [
        (&visitor, link),
        (&visitor, "/".to_owned()),
        (&visitor, format!("/wall/{number}")),
        (&visitor, "/feed.atom".to_owned()),
        (&camille, "/inbox?view=all".to_owned()),
        (&camille, format!("/questions/{id}")),
        (&lea, format!("/desk/{id}")),
        (&ada, "/settings/topics".to_owned()),
        (&camille, "/reports/sla/questions?from=2026-11-23&to=2026-11-23".to_owned()),
    ];
    for (visitor, path) in places {
        is_harmless(&path, &visitor.get(&path).await.is(200).html);
    }
    let feed = visitor.get("/feed.atom").await;
    assert!(!feed.html.contains("]]>"), "the feed stays well-formed");
    for letter in desk.letters() {
        let (subject, html) = (letter.header("subject"), &letter.html);
        if subject.contains("bien reçu") {
            // To an address that was typed, a receipt has no word of whoever typed it.
            assert!(!letter.text.contains("zap"), "{}", letter.text);
        } else {
            is_harmless(subject, html);
        }
        assert!(!letter.header("to").contains('\n') && !subject.contains('\n'));
    }
    assert!(desk.letters().len() >= 3, "a receipt, a question for an expert and an answer");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_shows_hostile_words_as_words() {
    let desk = TestDesk::open().await;
    let visitor = desk.visitor();
    let typed = [("body", HOSTILE), ("subject", HOSTILE), ("name", "\"><b>zap"), ("email", "\"><script>zap")];
    let page = visitor.fill("/ask", "/ask", &typed).await.is(422);
    is_harmless("/ask", &page.html);
    let again: Vec<(String, String)> = page.form("/ask");
    for (name, value) in typed {
        assert!(again.contains(&(name.to_owned(), value.to_owned())), "{name} came back as something else");
    }
    let camille = desk.signed_in("camille").await;
    let search: Page = camille.get("/inbox?q=%3Cscript%3Ealert(%27zap%27)%3C/script%3E").await.is(200);
    is_harmless("the search", &search.html);
    let sign_in =
        desk.visitor().get("/sign-in?next=%22%3E%3Cscript%3Ealert(%27zap%27)%3C/script%3E").await.is(200);
    is_harmless("the sign-in page", &sign_in.html);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_sent_away_by_a_link() {
    let desk = TestDesk::open().await;
    for next in
        ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\r\nx: y"]
    {
        let visitor = desk.visitor();
        let form = visitor.get("/sign-in").await;
        let typed = [
            ("email", "cm@example.test"),
            ("password", souffleur_tests::harness::house::PASSWORD),
            ("next", next),
        ];
        visitor.submit(&form, "/sign-in", &typed).await.leads_to("/inbox");
        let request = visitor.request(reqwest::Method::GET, "/language/fr").query(&[("next", next)]);
        Page::read(request.send().await.unwrap()).await.leads_to("/");
    }
}
