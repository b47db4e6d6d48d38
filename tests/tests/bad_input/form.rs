//! Forms that come back: what is wrong stands beside its field, and what was typed is still there.

use souffleur_tests::{
    harness::{Page, TestDesk},
    on_both,
};

use crate::place::question;

on_both!(the_ask_form_comes_back_as_typed, forms_of_staff_come_back_as_typed);

/// What a browser would send again if nobody touched the form.
#[track_caller]
fn still_typed(page: &Page, action: &str, name: &str, value: &str) {
    let typed: Vec<_> =
        page.form(action).into_iter().filter(|(known, _)| known == name).map(|(_, text)| text).collect();
    assert_eq!(typed, [value], "{name} on the form to {action}");
}

async fn the_ask_form_comes_back_as_typed(desk: TestDesk) {
    let visitor = desk.visitor();
    let before = desk.rows().await;
    let long = "é".repeat(20_001);
    let cases = [
        ("body", "", "body"),
        ("body", "  \r\n ", "body"),
        ("body", "a\u{0}b", "body"),
        ("body", long.as_str(), "body"),
        ("name", "", "name"),
        ("name", "Ma\u{0}rie", "name"),
        ("email", "marie at example", "email"),
        ("email", "marie@example.org\r\nBcc: all@example.org", "email"),
        ("subject", &long[..600], "subject"),
    ];
    for (name, value, field) in cases {
        let good = [
            ("body", "Où est mon colis ?"),
            ("name", "Marie"),
            ("email", "marie@example.org"),
            ("subject", "Colis"),
        ];
        let typed: Vec<_> =
            good.into_iter().map(|(known, text)| (known, if known == name { value } else { text })).collect();
        let page = visitor.fill("/ask", "/ask", &typed).await;
        assert_eq!(page.status, 422, "{name} {value:?}: {}", page.text());
        assert!(page.error_at(field).chars().count() > 5, "{field}");
        let others = typed.iter().filter(|(known, _)| *known != name);
        others.for_each(|(known, text)| still_typed(&page, "/ask", known, text));
        if !value.contains(['\u{0}', '\r']) {
            still_typed(&page, "/ask", name, value);
        }
    }
    assert_eq!(desk.rows().await, before);
    // And the form that came back can be sent.
    let page = visitor.fill("/ask", "/ask", &[("body", "Où est mon colis ?"), ("name", "")]).await;
    let sent = visitor.submit(&page, "/ask", &[("name", "Marie")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
}

async fn forms_of_staff_come_back_as_typed(desk: TestDesk) {
    let asked = question(&desk).await;
    let (manager, lea, admin) =
        (desk.signed_in("camille").await, desk.signed_in("lea").await, desk.signed_in("ada").await);
    let place = format!("/questions/{}", asked.id);
    let desks = format!("/desk/{}", asked.id);
    let before = desk.rows().await;
    let (nul, long) = ("a\u{0}b", "x".repeat(20_001));
    let cases = [
        (&manager, &place, "reply", "body", "", "body"),
        (&manager, &place, "reply", "body", nul, "body"),
        (&manager, &place, "reply", "body", &long, "body"),
        (&manager, &place, "note", "note", " ", "note"),
        (&manager, &place, "note", "note", nul, "note"),
        (&manager, &place, "close", "close_reason", "", "close_reason"),
        (&manager, &place, "close", "close_reason", nul, "close_reason"),
        (&manager, &place, "hide", "hide_reason", "", "hide_reason"),
        (&manager, &place, "hide", "hide_reason", &long, "hide_reason"),
        (&manager, &place, "assign", "to", "nonsense", "to"),
        (&manager, &place, "assign", "to", "", "to"),
        (&manager, &place, "topic", "topic", "nonsense", "topic"),
        (&lea, &desks, "draft", "body", "", "body"),
        (&lea, &desks, "draft", "body", nul, "body"),
        (&lea, &desks, "draft", "body", &long, "body"),
        (&lea, &desks, "note", "note", "", "note"),
        (&lea, &desks, "hand-over", "to", "", "to"),
    ];
    for (visitor, place, form, name, value, field) in cases {
        let action = format!("{place}/{form}");
        let page = visitor.fill(place, &action, &[(name, value)]).await;
        assert_eq!(page.status, 422, "{action} {name}={value:.20?}: {}", page.text());
        assert!(page.error_at(field).chars().count() > 5, "{action} says nothing at {field}");
        if !value.contains('\u{0}') && !value.trim().is_empty() && !["to", "topic"].contains(&name) {
            still_typed(&page, &action, name, value);
        }
    }
    for (form, name, value) in
        [("topics", "key", "Not A Key"), ("voices", "name", ""), ("users", "email", "nobody")]
    {
        let path = format!("/settings/{form}");
        let typed = [("name", "Un nom"), (name, value)];
        let page = admin.fill(&format!("{path}/new"), &path, &typed).await;
        assert_eq!(page.status, 422, "{path}: {}", page.text());
        assert!(page.error_at(name).chars().count() > 5);
        still_typed(&page, &path, name, value);
    }
    assert_eq!(desk.rows().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_names_a_colleague_waits_for_a_second_thought() {
    let desk = TestDesk::open().await;
    let asked = question(&desk).await;
    let manager = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let before = desk.rows().await;
    let text = "Ma collègue Léa pense que le 38 ira.";
    let page = manager.fill(&place, &action, &[("body", text)]).await.is(422);
    assert_eq!(page.words(".leaks mark"), ["Léa"]);
    still_typed(&page, &action, "body", text);
    assert_eq!(desk.rows().await, before);
    let sent = manager.submit(&page, &action, &[("confirmed", "true")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    desk.undo_passes().await;
    assert_eq!(desk.replies().await, 1);
}
