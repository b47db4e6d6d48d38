//! What the house wants to reach: who may say it, what is refused, two people at once, somebody who leaves, a topic out of
//! use; and that its figure is the report's.

use souffleur_admin::settings::{self, objective::ObjectiveForm, topic, user};
use souffleur_app::view::Quantity;
use souffleur_core::Actor;
use souffleur_insight::report::objectives;
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    an_objective_is_set_and_stands_on_the_reports,
    two_who_change_one_objective,
    what_makes_no_sense_is_told_beside_its_field,
    who_leaves_and_what_is_retired_stays_named,
    the_file_of_the_desk_has_them_too,
);

const PLACE: &str = "/reports/objectives";

fn kept(owner: &str) -> ObjectiveForm {
    ObjectiveForm {
        measure: "rate".to_owned(),
        comparison: "at_least".to_owned(),
        value: "98".to_owned(),
        owner: owner.to_owned(),
        due_on: "2027-06-30".to_owned(),
        ..ObjectiveForm::default()
    }
}

async fn set(desk: &TestDesk, form: &ObjectiveForm) -> souffleur_core::id::ObjectiveId {
    settings::objective::save(&desk.app, desk.actor("nadia"), None, form).await.expect("it is set")
}

async fn an_objective_is_set_and_stands_on_the_reports(desk: TestDesk) {
    let nadia = desk.signed_in("nadia").await;
    nadia.get(PLACE).await.is(200).says("Aucun objectif pour l’instant");
    let form = nadia.get("/reports/objectives/new").await.is(200);
    let typed = [
        ("measure", "rate"),
        ("comparison", "at_least"),
        ("value", "98,5"),
        ("owner", "sup@example.test"),
        ("due_on", "2027-06-30"),
    ];
    nadia.submit(&form, PLACE, &typed).await.leads_to(PLACE);
    nadia.get(PLACE).await.says("Rien à mesurer").says("98,5").says("30 juin 2027");
    // One kept, one not.
    let one = desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    desk.reply(one.id, "Du 38.").await;
    desk.pass(jiff::SignedDuration::from_hours(24)).await;
    let (all, _) = objectives(&desk.app, desk.actor("nadia")).await.unwrap();
    let Some(Quantity::Share(share)) = all[0].figure else { panic!("{:?}", all[0]) };
    assert!((share - 0.5).abs() < 1e-9, "{share}");
    for place in [PLACE, "/reports/sla", "/reports/board"] {
        let page = nadia.get(place).await.is(200);
        page.says("En chemin").says("98,5");
        // The figure leads to the report that it is of.
        let report = page.all(".aim-figure a", "href").remove(0);
        let report = nadia.get(&report).await.is(200);
        assert!(report.text().contains("50,0"), "{}", report.text());
    }
    // A program reads the same.
    let told = desk.caller("nadia").await.get("/api/v1/reports/objectives").await.is(200).json;
    let told = &told["objectives"][0];
    assert_eq!((&told["metric"], &told["state"]), (&"rate".into(), &"open".into()), "{told}");
    assert_eq!((told["figure"].as_f64(), told["value"].as_f64()), (Some(0.5), Some(0.985)), "{told}");
    // Everybody but the experts sees them; the community manager changes nothing, the administrator does.
    let camille = desk.signed_in("camille").await;
    let seen = camille.get(PLACE).await.is(200);
    assert!(seen.all("a[href='/reports/objectives/new']", "href").is_empty());
    camille.get("/reports/objectives/new").await.is(403);
    let ada = desk.signed_in("ada").await;
    let seen = ada.get(PLACE).await.is(200);
    assert!(seen.all(".aim-figure a", "href").is_empty(), "an administrator does not read reports");
    ada.get("/reports/objectives/new").await.is(200);
    desk.signed_in("lea").await.get(PLACE).await.is(403);
    // And it is in the audit.
    ada.get("/settings/audit").await.is(200).says("objectif").says("Part tenue · au moins 98,5");
}

async fn two_who_change_one_objective(desk: TestDesk) {
    let id = set(&desk, &kept("sup@example.test")).await;
    let place = format!("{PLACE}/{id}");
    let (nadia, ada) = (desk.signed_in("nadia").await, desk.signed_in("ada").await);
    let (mine, hers) = (nadia.get(&place).await.is(200), ada.get(&place).await.is(200));
    nadia.submit(&mine, &place, &[("value", "97")]).await.leads_to(PLACE);
    let late = ada.submit(&hers, &place, &[("value", "96")]).await.is(409);
    late.says("Quelqu’un a modifié cet objectif");
    assert!(late.form(&place).contains(&("value".to_owned(), "96".to_owned())), "what was typed is kept");
    // Saved once more, it takes the place of the other's.
    ada.submit(&late, &place, &[]).await.leads_to(PLACE);
    let form = settings::objective::get(&desk.app, desk.actor("ada"), id).await.unwrap();
    assert_eq!((form.value.as_str(), form.version.as_str()), ("96", "3"));
    nadia.get(&format!("{PLACE}/00000000-0000-7000-8000-000000000000")).await.is(404);
    nadia.get(&format!("{PLACE}/quatre")).await.is(404);
}

async fn what_makes_no_sense_is_told_beside_its_field(desk: TestDesk) {
    let nadia = desk.signed_in("nadia").await;
    let form = nadia.get("/reports/objectives/new").await.is(200);
    let wrong = [
        ("measure", "bonheur"),
        ("comparison", "égal"),
        ("owner", ""),
        ("due_on", "bientôt"),
        ("priority", "12"),
        ("topic", "lune"),
    ];
    let refused = nadia.submit(&form, PLACE, &wrong).await.is(422);
    for field in ["measure", "comparison", "owner", "due_on", "priority"] {
        assert!(!refused.error_at(field).is_empty(), "{field}");
    }
    let good = [
        ("measure", "rate"),
        ("comparison", "at_least"),
        ("value", "98"),
        ("owner", "sup@example.test"),
        ("due_on", "2027-06-30"),
    ];
    for (field, value) in
        [("value", "101"), ("due_on", "2020-01-01"), ("topic", "lune"), ("owner", "x@example.test")]
    {
        let typed: Vec<(&str, &str)> =
            good.into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect();
        let refused = nadia.submit(&form, PLACE, &typed).await.is(422);
        assert!(!refused.error_at(field).is_empty(), "{field}: {value}");
    }
    nadia.submit(&form, PLACE, &good).await.leads_to(PLACE);
    let again = nadia.submit(&form, PLACE, &good).await.is(422);
    assert!(again.error_at("measure").contains("Déjà pris"), "{}", again.error_at("measure"));
    let typed = [("measure", "to_reply_working_p90"), ("comparison", "at_most"), ("value", "2:75")];
    let typed: Vec<_> = typed.into_iter().chain(good.into_iter().skip(3)).collect();
    let refused = nadia.submit(&form, PLACE, &typed).await.is(422);
    assert!(refused.error_at("value").contains("2:30"), "{}", refused.error_at("value"));
}

async fn who_leaves_and_what_is_retired_stays_named(desk: TestDesk) {
    let ada = desk.actor("ada");
    let topics = topic::list(&desk.app, ada).await.unwrap();
    let about = topics.iter().find(|topic| topic.active).unwrap();
    let form = ObjectiveForm { topic: about.key.clone(), ..kept("sup@example.test") };
    let id = set(&desk, &form).await;
    // A topic that is renamed keeps its objective.
    let renamed = topic::TopicForm { name: "Tout neuf".to_owned(), ..about.form() };
    topic::save(&desk.app, ada, Some(about.id), renamed.clone()).await.unwrap();
    let nadia = desk.signed_in("nadia").await;
    nadia.get(PLACE).await.is(200).says("Tout neuf");
    // Out of use, it is named, and so are the figures of its past.
    topic::save(&desk.app, ada, Some(about.id), topic::TopicForm { active: false, ..renamed }).await.unwrap();
    nadia.get(PLACE).await.is(200).says("Tout neuf").says("sujet retiré");
    let gone = format!("/reports/sla?of=topic&of_key={}", about.id);
    nadia.get(&gone).await.is(200).says("Tout neuf");
    let place = format!("{PLACE}/{id}");
    let page = nadia.get(&place).await.is(200);
    nadia.submit(&page, &place, &[("value", "90")]).await.leads_to(PLACE);
    let new = nadia.get("/reports/objectives/new").await.is(200);
    let typed =
        [("measure", "hit_rate"), ("value", "80"), ("owner", "sup@example.test"), ("due_on", "2027-06-30")];
    let typed: Vec<_> = typed.into_iter().chain([("topic", about.key.as_str())]).collect();
    let refused = nadia.submit(&new, PLACE, &typed).await.is(422);
    assert!(refused.error_at("topic").contains("Tout neuf"), "{}", refused.error_at("topic"));
    // Who leaves is named, and somebody else must see to it before anything else changes.
    let users = user::list(&desk.app, ada).await.unwrap();
    let boss = users.iter().find(|user| user.email.as_str() == "sup@example.test").unwrap();
    let mut left = boss.form();
    left.active = false;
    user::save(&desk.app, ada, Some(boss.id), left).await.unwrap();
    let ada = desk.signed_in("ada").await;
    ada.get(PLACE).await.is(200).says("ne travaille plus ici");
    let page = ada.get(&place).await.is(200);
    let refused = ada.submit(&page, &place, &[("value", "91")]).await.is(422);
    assert!(refused.error_at("owner").contains("ne travaille plus ici"), "{}", refused.error_at("owner"));
    ada.submit(&page, &place, &[("owner", "admin@example.test")]).await.leads_to(PLACE);
    ada.get(PLACE).await.is(200).says("Ada Petitjean").does_not_say("ne travaille plus ici");
}

async fn the_file_of_the_desk_has_them_too(desk: TestDesk) {
    const FILE: &str = "[desk]\nname = \"Maison Plume\"\npublish_rate = true\n[[objective]]\nmeasure = \"rate\"\n\
        at_least = \"98\"\nowner = \"sup@example.test\"\ndue_on = \"2027-06-30\"\n";
    let apply =
        async |text: &str| settings::apply(&desk.app, Actor::Desk, settings::DeskFile::parse(text)?).await;
    apply(FILE).await.unwrap();
    let again = apply(FILE).await.unwrap();
    assert_eq!(again.count(settings::Outcome::Unchanged), again.lines.len(), "{again:?}");
    let raised = FILE.replace("\"98\"", "\"99\"");
    assert_eq!(apply(&raised).await.unwrap().count(settings::Outcome::Changed), 1);
    let (all, _) = objectives(&desk.app, desk.actor("nadia")).await.unwrap();
    assert_eq!((all.len(), all[0].wanted), (1, Quantity::Share(0.99)));
    assert!(desk.app.settings().desk.publishes_rate);
    for wrong in [
        FILE.replace("at_least", "at_best"),
        FILE.replace("at_least = \"98\"\n", ""),
        FILE.replace("sup@", "nobody@"),
        FILE.replace("\"rate\"", "\"happiness\""),
    ] {
        assert!(apply(&wrong).await.is_err(), "{wrong}");
    }
}
