//! What an administrator changes in the page takes effect on the very next question, and stands in the audit log.

use souffleur_admin::settings;
use souffleur_question::question::ListQuery;
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(
    a_promise_that_is_changed_holds_for_the_next_question,
    a_topic_and_its_expert_are_found_by_the_next_question,
    a_calendar_file_closes_the_house,
    a_rule_goes_before_what_was_learned,
    everything_stands_in_the_audit_log,
    a_program_is_let_in_and_shut_out,
);

async fn a_promise_that_is_changed_holds_for_the_next_question(desk: TestDesk) {
    let before = desk.ask_for("lea", SIZES).await;
    let ada = desk.signed_in("ada").await;
    let policy = desk.app.settings().default_policy().unwrap().id;
    let path = format!("/settings/policies/{policy}");
    let typed = [("first_reply.rules[0].due", "15:00"), ("draft_share", "50")];
    ada.fill(&path, &path, &typed).await.is(303);

    let after = desk.ask(SIZES).await;
    assert_eq!(after.due_at, Some("2026-11-23T14:00:00Z".parse().unwrap()));
    let old = desk.target(before.id, TargetKind::FirstReply).await;
    let new = desk.target(after.id, TargetKind::FirstReply).await;
    assert_eq!(old.due_at, before.due_at, "what was promised stays promised");
    assert_eq!((old.policy.1, new.policy.1), (1, 2), "each by the version it was made with");
    // Nine to three leaves six hours to go; half of what is left is the expert's.
    let draft = desk.target(after.id, TargetKind::Draft).await;
    assert_eq!(draft.due_at, Some("2026-11-23T11:30:00Z".parse().unwrap()));
    let found = desk.app.store().verify().await.unwrap().findings;
    assert!(found.is_empty(), "{found:?}");
}

async fn a_topic_and_its_expert_are_found_by_the_next_question(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let typed = [
        ("name", "Bijoux"),
        ("key", "jewels"),
        ("description", "bague, collier, bracelet, boucle d'oreille"),
    ];
    ada.fill("/settings/topics/new", "/settings/topics", &typed).await.is(303);
    let lea = desk.user("lea");
    let path = format!("/settings/experts/{lea}");
    let form = ada.get(&path).await.is(200);
    let mut fields = form.form(&path);
    fields.push(("topics".to_owned(), "jewels".to_owned()));
    let saved = ada.post(&path, &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let knows = desk.app.settings().user(lea).unwrap().expertise.topics.len();
    assert_eq!(knows, 2);
    // What the background job does when it hears of it.
    souffleur_app::training::retrain(&desk.app).await.unwrap();
    let assignment = desk.ask("Le fermoir de mon collier et de la bague").await.assignment.unwrap();
    assert_eq!(assignment.topic_name.as_deref(), Some("Bijoux"), "{:?}", assignment.summary);
    assert_eq!(assignment.expert, Some(lea));
}

async fn a_calendar_file_closes_the_house(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let calendar = desk.app.settings().default_calendar().unwrap().id;
    let path = format!("/settings/calendars/{calendar}");
    let refused = ada.fill(&path, &path, &[("closures", "Inventaire")]).await.is(422);
    refused.says("Inventaire").says("BEGIN:VCALENDAR");
    let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Inventaire\r\nDTSTART;VALUE=DATE:20261123\r\n\
        DTEND;VALUE=DATE:20261125\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    ada.fill(&path, &path, &[("closures", file)]).await.is(303);
    let asked = desk.ask(SIZES).await;
    assert_eq!(
        asked.due_at,
        Some("2026-11-25T16:00:00Z".parse().unwrap()),
        "asked on Monday, closed until Wednesday"
    );
    ada.get(&path).await.says("2026-11-24 closed");
    // One event that can't be read is named on the next page, and the other is taken.
    let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Pont\r\nDTSTART;TZID=Romance Standard Time:20261127T090000\r\n\
        DURATION:PT9H\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Salon\r\nDTSTART;TZID=Nowhere/Land:20261126T090000\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    ada.fill(&path, &path, &[("closures", file)]).await.is(303);
    ada.get(&path).await.says("2026-11-27 closed").says("Salon").says("Nowhere/Land");
    let twice = "2026-12-24 closed\n2026-12-24 09:00-13:00";
    ada.fill(&path, &path, &[("exceptions", twice)]).await.is(422).says("2026-12-24 09:00-13:00");
}

async fn a_rule_goes_before_what_was_learned(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let typed = [("body_contains", "retouche"), ("assign_to", "karim@example.test"), ("position", "1")];
    ada.fill("/settings/rules/new", "/settings/rules", &typed).await.is(303);
    let body = "Quelle taille pour une retouche ?";
    let assignment = desk.ask(body).await.assignment.unwrap();
    assert_eq!((assignment.expert, assignment.decided_by.as_str()), (Some(desk.user("karim")), "rule"));
    let rules = settings::rule::list(&desk.app, desk.actor("ada")).await.unwrap();
    let own = rules.iter().find(|rule| rule.assign_to == desk.user("karim")).unwrap();
    let path = format!("/settings/rules/{}", own.id);
    ada.fill(&path, &format!("{path}/remove"), &[]).await.is(303);
    let assignment = desk.ask(body).await.assignment.unwrap();
    assert_ne!(assignment.decided_by.as_str(), "rule");
}

async fn everything_stands_in_the_audit_log(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let pages = [
        ("topics", vec![("name", "Retours"), ("key", "returns-key")], "returns-key"),
        (
            "voices",
            vec![("name", "Lucie"), ("key", "lucie-key"), ("signature", "Lucie"), ("languages", "en")],
            "lucie-key",
        ),
        (
            "calendars",
            vec![("key", "annecy-key"), ("time_zone", "Europe/Paris"), ("mon", "09:00-12:00")],
            "annecy-key",
        ),
    ];
    for (section, typed, key) in pages {
        let path = format!("/settings/{section}");
        let saved = ada.fill(&format!("{path}/new"), &path, &typed).await;
        assert_eq!(saved.status, 303, "{section}: {}", saved.text());
        let log = ada.get("/settings/audit").await.is(200);
        let line = log.words("tbody tr").remove(0);
        assert!(line.contains(key) && line.contains("Ada Petitjean"), "{line}");
    }
    // Only what really changed is noted.
    let before = desk.rows().await;
    let topic = desk.app.settings().topics[0].id;
    let path = format!("/settings/topics/{topic}");
    ada.fill(&path, &path, &[]).await.is(303);
    assert_eq!(desk.rows().await["event"], before["event"], "saving what is there already is no change");
    assert!(
        souffleur_question::question::list(&desk.app, desk.actor("camille"), ListQuery::default())
            .await
            .is_ok()
    );
}

async fn a_program_is_let_in_and_shut_out(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let typed = [("name", "Instagram"), ("channel", "instagram")];
    let page = ada.fill("/settings/programs/new", "/settings/programs", &typed).await;
    assert!(page.status == 200 || page.status == 201, "{} {}", page.status, page.text());
    let secret = page.words("pre code").remove(0).rsplit(' ').next().unwrap().to_owned();
    let program = desk.stranger().with_token(secret.clone());
    let body = serde_json::json!({"body": SIZES, "customer": {"name": "Marie", "handle": "@marie"}, "external_id": "m1"});
    program.post("/api/v1/questions", &body).await.is(201);
    let list = ada.get("/settings/programs").await.is(200);
    assert!(!list.html.contains(&secret), "a token is shown once");
    let revoke = list.all("form[action*='/revoke']", "action").remove(0);
    ada.submit(&list, &revoke, &[]).await.is(303);
    program.post("/api/v1/questions", &body).await.is_problem(401);
}
