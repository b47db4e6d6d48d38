//! A desk from a file, and what administrators type.

use souffleur_admin::settings::{
    Applied, DeskFile, Outcome, apply, audit,
    calendar::{self, CalendarForm},
    desk,
    policy::{self, PolicyForm},
    rule,
    topic::{self, TopicForm},
    user::{self, UserForm},
    voice,
};
use souffleur_app::error::Error;
use souffleur_core::{
    Actor,
    id::{EventId, UserId},
};

use crate::testing::{Desk, FILE};

fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(errors) => errors.into_iter().map(|error| error.to_string()).collect(),
        other => vec![format!("{other:?}")],
    }
}

async fn applied(desk: &Desk, file: &str) -> Result<Applied, Error> {
    apply(&desk.app, Actor::Desk, DeskFile::parse(file)?).await
}

#[tokio::test]
async fn a_second_time_changes_nothing() {
    let desk = Desk::empty().await;
    let first = applied(&desk, FILE).await.unwrap();
    assert_eq!(first.count(Outcome::Added), 10, "{first:?}");
    let version = desk.app.settings().desk.settings_version;
    let second = applied(&desk, FILE).await.unwrap();
    assert_eq!(second.count(Outcome::Unchanged), second.lines.len(), "{second:?}");
    assert_eq!(desk.app.settings().desk.settings_version, version);
    assert_eq!(desk.app.settings().default_policy().unwrap().key.as_str(), "house-promise");
}

#[tokio::test]
async fn one_difference_is_one_change() {
    let desk = Desk::set_up().await;
    let third = applied(&desk, &FILE.replace("capacity = 8", "capacity = 9")).await.unwrap();
    let changed: Vec<_> = third.lines.iter().filter(|line| line.outcome == Outcome::Changed).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].key, "karim@example.test");
    let calendar = applied(&desk, &FILE.replace("09:00\", \"13:00", "09:00\", \"12:00")).await.unwrap();
    assert_eq!(calendar.count(Outcome::Changed), 2, "the capacity goes back too: {calendar:?}");
    let settings = desk.app.settings();
    let paris = settings.calendars.iter().find(|stored| stored.key.as_str() == "paris").unwrap();
    assert_eq!(paris.version, 2);
}

#[tokio::test]
async fn everything_wrong_is_told_with_its_path_and_nothing_is_written() {
    let desk = Desk::empty().await;
    let before = desk.app.settings().desk.settings_version;
    let file = FILE
        .replace(r#"topics = ["sizes"]"#, r#"topics = ["sizess"]"#)
        .replace(r#"voice = "sophie""#, r#"voice = "sofie""#)
        .replace(r#"role = "supervisor""#, r#"role = "boss""#)
        .replace(r#"before = "24:00""#, r#"before = "23:00""#)
        .replace(r#"from = "2025-12-28""#, r#"from = "soon""#)
        .replace(r#"assign_to = "karim@"#, r#"assign_to = "carim@"#);
    assert_eq!(
        fields(applied(&desk, &file).await.unwrap_err()),
        [
            "sla_policy[0].first_reply.rules[1].before: the last rule stops at 23:00; it must be before 24:00, so \
             that every time of day has a rule",
            "user[1].voice: no voice “sofie”",
            "user[2].topics[0]: no topic “sizess”",
            "user[3].absent[0].from: must be a date written YYYY-MM-DD",
            "user[4].role: no role “boss”",
            "rule[0].assign_to: no user “carim@example.test”",
        ]
    );
    assert_eq!(desk.app.settings().desk.settings_version, before);
    let unknown = fields(DeskFile::parse("[desk]\nnam = 'x'\n").unwrap_err());
    assert_eq!(
        unknown,
        [
            "desk.nam: unknown key; known here: name, languages, routing_threshold, quiet_hours, apology, publish_rate, first_look"
        ]
    );
    let broken = fields(DeskFile::parse("[desk]\nname = 'x'\nlanguages = 3\n").unwrap_err());
    assert!(broken[0].starts_with("line 3: "), "{broken:?}");
}

#[tokio::test]
async fn a_file_says_how_a_late_answer_begins() {
    let desk = Desk::empty().await;
    let with = |words: &str| FILE.replacen("[desk]\n", &format!("[desk]\napology = {words}\n"), 1);
    applied(&desk, &with("{ fr = \"Pardon pour l'attente.\" }")).await.unwrap();
    let said = || async {
        desk::get(&desk.app, desk.administrator()).await.unwrap().apologies.into_iter().collect::<Vec<_>>()
    };
    let pardon = vec![("fr".to_owned(), "Pardon pour l'attente.".to_owned())];
    assert_eq!(said().await, pardon);
    applied(&desk, FILE).await.unwrap();
    assert_eq!(said().await, pardon);
    applied(&desk, &with("{}")).await.unwrap();
    assert_eq!(said().await, []);
    let refused = fields(DeskFile::parse(&with("{ de = \"Verzeihung\" }")).unwrap_err());
    assert_eq!(refused, ["desk.apology.de: unknown key; known here: fr, en"]);
}

#[tokio::test]
async fn a_deputy_is_another_expert_and_nobody_stands_in_for_themselves_in_the_end() {
    let desk = Desk::set_up().await;
    let (app, admin, lea, karim) = (&desk.app, desk.administrator(), desk.id("lea"), desk.id("karim"));
    let deputy_of = |who: UserId, deputy: &str| {
        let deputy = deputy.to_owned();
        async move {
            let form = UserForm { deputy, ..user::get(app, admin, who).await.unwrap().form() };
            user::save(app, admin, Some(who), form).await.map_err(fields)
        }
    };
    assert_eq!(
        deputy_of(lea, "lea@example.test").await,
        Err(vec!["deputy: nobody can be their own deputy".into()])
    );
    let none = "deputy: “Camille Moreau” is not an active expert";
    assert_eq!(deputy_of(lea, "cm@example.test").await, Err(vec![none.into()]));
    assert_eq!(
        deputy_of(lea, "who@example.test").await,
        Err(vec!["deputy: no user “who@example.test”".into()])
    );
    deputy_of(lea, "karim@example.test").await.unwrap();
    let circle = "deputy: stands in, directly or through others, for the same person";
    assert_eq!(deputy_of(karim, "lea@example.test").await, Err(vec![circle.into()]));
    assert_eq!(desk.app.settings().user(lea).unwrap().expertise.deputy, Some(karim));
    let away = UserForm { active: false, ..user::get(app, admin, karim).await.unwrap().form() };
    user::save(app, admin, Some(karim), away).await.unwrap();
    assert_eq!(user::get(app, admin, lea).await.unwrap().deputy, None, "who is gone stands in for nobody");
    deputy_of(lea, "").await.unwrap();

    // In a file they may change places, whoever comes first in it.
    let file = |lea: &str, karim: &str| {
        let named = |file: String, who: &str, deputy: &str| {
            let line = format!("email = \"{who}@example.test\"");
            if deputy.is_empty() {
                file
            } else {
                file.replace(&line, &format!("{line}\ndeputy = \"{deputy}\""))
            }
        };
        named(named(FILE.replace("capacity = 8", "active = true"), "lea", lea), "karim", karim)
    };
    applied(&desk, &file("karim@example.test", "")).await.unwrap();
    applied(&desk, &file("", "lea@example.test")).await.unwrap();
    assert_eq!(desk.app.settings().user(karim).unwrap().expertise.deputy, Some(lea));
    let error = fields(applied(&desk, &file("karim@example.test", "lea@example.test")).await.unwrap_err());
    assert!(error[0].starts_with("user[") && error[0].ends_with(circle), "{error:?}");
}

#[tokio::test]
async fn a_promise_that_no_day_can_keep_is_refused() {
    let desk = Desk::empty().await;
    let file = FILE.replace("\"18:00\"", "\"16:00\"");
    assert_eq!(
        fields(applied(&desk, &file).await.unwrap_err()),
        ["sla_policy[0].first_reply: no day of this calendar stays open until 17:00"]
    );
}

#[tokio::test]
async fn every_form_reads_back_as_it_was_shown() {
    let desk = Desk::set_up().await;
    let (app, admin) = (&desk.app, desk.administrator());
    let version = app.settings().desk.settings_version;
    for view in topic::list(app, admin).await.unwrap() {
        topic::save(app, admin, Some(view.id), view.form()).await.unwrap();
    }
    for view in voice::list(app, admin).await.unwrap() {
        voice::save(app, admin, Some(view.id), view.form()).await.unwrap();
    }
    for view in calendar::list(app, admin).await.unwrap() {
        calendar::save(app, admin, Some(view.id), view.form()).await.unwrap();
    }
    for view in policy::list(app, admin).await.unwrap() {
        policy::save(app, admin, Some(view.id), view.form()).await.unwrap();
    }
    for view in user::list(app, admin).await.unwrap() {
        user::save(app, admin, Some(view.id), view.form()).await.unwrap();
    }
    for view in rule::list(app, admin).await.unwrap() {
        rule::save(app, admin, Some(view.id), view.form()).await.unwrap();
    }
    desk::save(app, admin, desk::get(app, admin).await.unwrap().form()).await.unwrap();
    assert_eq!(app.settings().desk.settings_version, version, "nothing was changed");
}

#[tokio::test]
async fn what_is_typed_wrong_is_told_beside_its_field() {
    let desk = Desk::set_up().await;
    let (app, admin) = (&desk.app, desk.administrator());
    let named = |error: Error| match error {
        Error::Invalid(errors) => errors.into_iter().map(|error| error.field).collect(),
        Error::Taken { field } => vec![field.to_owned()],
        other => vec![format!("{other:?}")],
    };
    let topic =
        |key: &str, name: &str| TopicForm { key: key.into(), name: name.into(), ..TopicForm::default() };
    assert_eq!(named(topic::save(app, admin, None, topic("Sizes", "")).await.unwrap_err()), ["key", "name"]);
    assert_eq!(named(topic::save(app, admin, None, topic("sizes", "Again")).await.unwrap_err()), ["key"]);
    let user = UserForm {
        email: "x".into(),
        capacity: "many".into(),
        topics: vec!["hats".into()],
        ..UserForm::default()
    };
    assert_eq!(
        named(user::save(app, admin, None, user).await.unwrap_err()),
        ["email", "name", "role", "topics", "capacity"]
    );
    let calendar = CalendarForm {
        key: "x".into(),
        time_zone: "Paris".into(),
        mon: "9-8".into(),
        ..CalendarForm::default()
    };
    assert_eq!(named(calendar::save(app, admin, None, calendar).await.unwrap_err()), ["mon"]);
    let policy = PolicyForm { key: "x".into(), calendar: "lune".into(), ..PolicyForm::default() };
    assert_eq!(
        named(policy::save(app, admin, None, policy).await.unwrap_err()),
        ["draft_share", "first_reply.kind", "next_reply.kind"]
    );
}

#[tokio::test]
async fn the_desk_keeps_an_administrator() {
    let desk = Desk::set_up().await;
    let (app, admin, id) = (&desk.app, desk.administrator(), desk.id("admin"));
    let form = user::get(app, admin, id).await.unwrap().form();
    let demoted = UserForm { role: "expert".into(), ..form.clone() };
    assert!(fields(user::save(app, admin, Some(id), demoted).await.unwrap_err())[0].starts_with("role: "));
    let gone = UserForm { active: false, ..form };
    assert!(fields(user::save(app, admin, Some(id), gone).await.unwrap_err())[0].starts_with("active: "));
}

#[tokio::test]
async fn a_topic_out_of_use_can_come_back_and_the_audit_says_so() {
    let desk = Desk::set_up().await;
    let (app, admin) = (&desk.app, desk.administrator());
    let view = topic::list(app, admin).await.unwrap().remove(0);
    topic::save(app, admin, Some(view.id), TopicForm { active: false, ..view.form() }).await.unwrap();
    assert!(app.settings().topic(view.id).is_none(), "it is offered no longer");
    let retired = topic::get(app, admin, view.id).await.unwrap();
    assert!(!retired.active);
    topic::save(app, admin, Some(view.id), TopicForm { active: true, ..retired.form() }).await.unwrap();
    assert_eq!(topic::get(app, admin, view.id).await.unwrap(), view);
    let mut after: Option<EventId> = None;
    let mut lines = Vec::new();
    loop {
        let page = audit::list(app, admin, after, 5).await.unwrap();
        lines.extend(page.lines);
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(lines.len(), 14, "twelve from the file, two by hand");
    assert_eq!((lines[0].by.as_deref(), lines[0].key.as_str()), (Some("Alice Admin"), "sizes"));
    assert_eq!(lines[13].by, None);
}

#[tokio::test]
async fn only_administrators_come_this_far() {
    let desk = Desk::set_up().await;
    for local in ["cm", "lea", "sup"] {
        let actor = desk.actor(local);
        assert!(matches!(topic::list(&desk.app, actor).await, Err(Error::Forbidden)), "{local}");
        assert!(matches!(user::list(&desk.app, actor).await, Err(Error::Forbidden)), "{local}");
        let file = DeskFile::parse(FILE).unwrap();
        assert!(matches!(apply(&desk.app, actor, file).await, Err(Error::Forbidden)), "{local}");
    }
}
