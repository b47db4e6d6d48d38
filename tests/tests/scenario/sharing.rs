//! Reports that leave the page: links that can be revoked and are never about people, the letter of the week, the public page
//! of the months, and one's own figures.

use jiff::SignedDuration;
use souffleur_admin::settings::{self, topic};
use souffleur_core::Actor;
use souffleur_jobs::keep_ledger;
use souffleur_question::question;
use souffleur_tests::{
    harness::{
        Base, TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    a_link_shows_a_report_until_it_is_revoked,
    a_link_is_never_about_people,
    the_letter_of_the_week,
    the_public_page_is_the_houses_choice,
    experts_see_their_own_figures,
    the_past_is_counted_again,
    many_marks_hold_up_no_report_on_a_few_days,
);

const SHARE: &str = "/reports/share";
const DAYS: &str = "from=2026-11-20&to=2026-11-25";

/// Somebody is answered in time, somebody is not.
async fn one_kept_one_missed(desk: &TestDesk) {
    let kept = desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    desk.reply(kept.id, "Du 38.").await;
    desk.pass(SignedDuration::from_hours(24)).await;
}

/// The path of a link that was just made.
fn made(page: &souffleur_tests::harness::Page) -> String {
    let link = page.all(".share-link", "value").remove(0);
    link[link.find("/shared/").expect("the link is shown")..].to_owned()
}

async fn a_link_shows_a_report_until_it_is_revoked(desk: TestDesk) {
    one_kept_one_missed(&desk).await;
    let nadia = desk.signed_in("nadia").await;
    let report = nadia.get(&format!("/reports/sla?{DAYS}&group_by=topic")).await.is(200);
    let share = report.all("a[href^='/reports/share']", "href").remove(0);
    let page = nadia.get(&share).await.is(200);
    assert!(!nadia.submit(&page, SHARE, &[("name", "")]).await.is(422).error_at("name").is_empty());
    let shown = nadia.submit(&page, SHARE, &[("name", "Direction")]).await.is(200);
    let link = made(&shown);
    nadia.get(SHARE).await.is(200).says("Direction").says("jamais ouvert").does_not_say(&link);
    // Whoever has it reads the report, number by number, without an account and without a word of anybody.
    let boss = desk.visitor();
    let read = boss.get(&link).await.is(200);
    assert_eq!(read.headers["x-robots-tag"], "noindex, nofollow");
    read.says("Direction").does_not_say("Léa").does_not_say("Karim").does_not_say("Nadia");
    let told = read.words("a.figure");
    let links = read.all("a.figure", "href");
    assert!(links.len() > 3, "{links:?}");
    for (path, count) in links.iter().zip(told) {
        let behind = boss.get(path).await.is(200);
        behind.does_not_say("Léa").does_not_say("Karim").does_not_say("taille").does_not_say("colis");
        assert_eq!(
            behind.all("tbody tr", "class").len().max(behind.words("tbody th").len()).to_string(),
            count,
            "{path}"
        );
    }
    nadia.get(SHARE).await.is(200).says("ouvert la dernière fois");
    boss.get(&format!("{link}/questions?state=blue")).await.is(400);
    boss.get(&format!("{link}/questions?after=nowhere")).await.is(404);
    boss.get("/shared/NOSUCHSECRET").await.is(404);
    // A topic out of use is still named.
    let ada = desk.actor("ada");
    for view in topic::list(&desk.app, ada).await.unwrap() {
        topic::save(&desk.app, ada, Some(view.id), topic::TopicForm { active: false, ..view.form() })
            .await
            .unwrap();
    }
    let after = boss.get(&link).await.is(200);
    assert_eq!(after.words("a.figure"), read.words("a.figure"));
    // Revoked, it says so.
    let list = nadia.get(SHARE).await.is(200);
    let revoke = list.all("form[action$='/revoke']", "action").remove(0);
    nadia.submit(&list, &revoke, &[]).await.leads_to(SHARE);
    boss.get(&link).await.is(410).says("révoqué");
    boss.get(&format!("{link}/questions")).await.is(410);
    nadia.get(SHARE).await.is(200).says("révoqué par Nadia");
    nadia.submit(&list, &revoke, &[]).await.leads_to(SHARE);
    desk.signed_in("ada").await.get("/settings/audit").await.is(200).says("lien vers un rapport");
    desk.signed_in("camille").await.get(SHARE).await.is(403);
    desk.signed_in("lea").await.get(SHARE).await.is(403);
}

async fn a_link_is_never_about_people(desk: TestDesk) {
    one_kept_one_missed(&desk).await;
    let nadia = desk.signed_in("nadia").await;
    for filter in [format!("{DAYS}&group_by=expert"), format!("{DAYS}&of=expert&of_key={}", desk.user("lea"))]
    {
        let page = nadia.get(&format!("{SHARE}?{filter}")).await.is(200);
        let refused = nadia.submit(&page, SHARE, &[("name", "Qui est le meilleur ?")]).await.is(422);
        assert!(refused.error_at("name").contains("sort de la maison"), "{}", refused.error_at("name"));
    }
    // What is always of as many days moves with the day on which it is opened.
    let page = nadia.get(&format!("{SHARE}?from=2026-11-24&to=2026-11-24")).await.is(200);
    let link = made(&nadia.submit(&page, SHARE, &[("name", "Le jour"), ("rolling", "true")]).await.is(200));
    let boss = desk.visitor();
    boss.get(&link).await.is(200).says("24 novembre 2026");
    desk.pass(SignedDuration::from_hours(48)).await;
    boss.get(&link).await.is(200).says("26 novembre 2026").does_not_say("24 novembre 2026");
}

async fn the_letter_of_the_week(desk: TestDesk) {
    one_kept_one_missed(&desk).await;
    let nadia = desk.signed_in("nadia").await;
    let page = nadia.get(SHARE).await.is(200);
    let reader = |name: &str| ("readers".to_owned(), desk.user(name).to_string());
    let csrf = ("csrf".to_owned(), page.csrf());
    nadia.post("/reports/letter", &[csrf.clone(), reader("nadia"), reader("camille")]).await.leads_to(SHARE);
    // An expert reads no reports.
    nadia.post("/reports/letter", &[csrf, reader("lea")]).await.is(422);
    let weekly = |desk: &TestDesk, address: &str| {
        let letters = desk.letters_to(address).into_iter();
        letters.filter(|letter| letter.header("subject").contains("promesses tenues")).collect::<Vec<_>>()
    };
    souffleur_question::alert::plan_digests(&desk.app).await.unwrap();
    desk.clock.set("2026-11-30T07:59:00Z");
    desk.settle().await;
    desk.pass(SignedDuration::from_mins(2)).await;
    let letters = weekly(&desk, "sup@example.test");
    assert_eq!(letters.len(), 1, "one letter a week");
    assert_eq!(weekly(&desk, "cm@example.test").len(), 1);
    let said = letters[0].everything();
    assert!(said.contains("/reports/sla/questions?from=2026-11-23"), "{said}");
    // Each may stop theirs.
    let profile = nadia.get("/profile").await.is(200);
    let boxes = profile.all("input[name=goes][checked]", "value");
    assert!(boxes.contains(&"weekly_report:mail".to_owned()), "{boxes:?}");
    let form = souffleur_admin::alert_choice::AlertForm {
        goes: boxes.into_iter().filter(|one| !one.starts_with("weekly")).collect(),
        ..Default::default()
    };
    souffleur_admin::alert_choice::choose(&desk.app, desk.actor("nadia"), form).await.unwrap();
    nadia.get(SHARE).await.is(200).says("arrêtée par la personne");
    desk.clock.set("2026-12-07T07:59:00Z");
    desk.settle().await;
    desk.pass(SignedDuration::from_mins(2)).await;
    assert_eq!(weekly(&desk, "sup@example.test").len(), 1, "stopped");
}

async fn the_public_page_is_the_houses_choice(desk: TestDesk) {
    one_kept_one_missed(&desk).await;
    let visitor = desk.visitor();
    visitor.get("/promise").await.is(404);
    assert!(visitor.get("/").await.is(200).all("a[href='/promise']", "href").is_empty());
    let ada = desk.signed_in("ada").await;
    let form = ada.get("/settings/desk").await.is(200);
    ada.submit(&form, "/settings/desk", &[("publishes_rate", "true")]).await.leads_to("/settings/desk");
    let page = visitor.get("/promise").await.is(200);
    page.says("Novembre 2026").says("1 sur 2").does_not_say("Léa").does_not_say("Karim");
    assert_eq!(visitor.get("/").await.is(200).all("a[href='/promise']", "href").len(), 1);
    // A file that does not speak of it leaves it as it is.
    let file = settings::DeskFile::parse("[desk]\nname = \"Maison Plume\"\n").unwrap();
    settings::apply(&desk.app, Actor::Desk, file).await.unwrap();
    visitor.get("/promise").await.is(200);
}

async fn experts_see_their_own_figures(desk: TestDesk) {
    const OWN: &str = "/desk/figures";
    let asked = desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    let draft =
        question::draft(&desk.app, desk.actor("lea"), asked.id, "Du 38.".to_owned(), None).await.unwrap();
    desk.pass(SignedDuration::from_mins(5)).await;
    let version = desk.question(asked.id).await.question.version;
    let reply = question::Reply { draft_id: Some(draft.draft), ..question::Reply::new("Du 38.", version) };
    question::reply(&desk.app, desk.actor("camille"), asked.id, reply).await.unwrap();
    desk.undo_passes().await;
    desk.follow_up(&asked, "Merci beaucoup, c'est parfait !").await;
    let (lea, karim) = (desk.signed_in("lea").await, desk.signed_in("karim").await);
    for folded in [false, true] {
        if folded {
            keep_ledger::pass(&desk.app).await.unwrap();
        }
        let page = lea.get(OWN).await.is(200);
        let numbers: Vec<(String, String)> =
            page.all("a.figure", "href").into_iter().zip(page.words("a.figure")).collect();
        for wanted in ["received", "met", "draft_unchanged", "thanked"] {
            assert!(numbers.iter().any(|(path, _)| path.ends_with(wanted)), "{wanted}: {numbers:?}");
        }
        for (path, count) in &numbers {
            let behind = lea.get(path).await.is(200);
            assert_eq!(behind.all("tbody tr th a", "href").len().to_string(), *count, "{path}");
            let question = behind.all("tbody tr th a", "href").remove(0);
            lea.get(&question).await.is(200);
            // The same address shows Karim what is his, and that is nothing of this.
            let other = karim.get(path).await.is(200);
            assert!(!other.all("tbody tr th a", "href").contains(&question), "{path}");
        }
        page.does_not_say("Karim");
    }
    lea.get("/desk/figures/questions?week=hier").await.is(400);
    lea.get("/desk/figures/questions?week=2026-11-23&state=blue").await.is(400);
    for other in ["camille", "nadia", "ada"] {
        desk.signed_in(other).await.get(OWN).await.is(403);
    }
    lea.get("/reports/sla").await.is(403);
}

/// A desk from before: its lines are kept, and its sums are made anew while people read.
async fn the_past_is_counted_again(desk: TestDesk) {
    one_kept_one_missed(&desk).await;
    keep_ledger::pass(&desk.app).await.unwrap();
    let nadia = desk.signed_in("nadia").await;
    let path = format!("/reports/sla?{DAYS}&group_by=topic");
    let before = nadia.get(&path).await.is(200).words("a.figure");
    desk.meddle("UPDATE ledger SET counted = false").await;
    desk.meddle("DELETE FROM ledger_cell").await;
    desk.meddle("INSERT INTO ledger_touched (question_id) SELECT DISTINCT question_id FROM ledger").await;
    assert_eq!(nadia.get(&path).await.is(200).words("a.figure"), before, "while it is counted");
    keep_ledger::pass(&desk.app).await.unwrap();
    assert_eq!(nadia.get(&path).await.is(200).words("a.figure"), before, "when it is counted");
    let verified = desk.app.store().verify().await.unwrap();
    assert_eq!((verified.findings, verified.wrong_sums), (vec![], vec![]));
}

/// While a long past is being counted, a report looks for the marks of its own days only.
async fn many_marks_hold_up_no_report_on_a_few_days(desk: TestDesk) {
    one_kept_one_missed(&desk).await;
    let nadia = desk.signed_in("nadia").await;
    let path = format!("/reports/sla?{DAYS}&group_by=topic");
    let before = nadia.get(&path).await.is(200).words("a.figure");
    let anybody = match desk.base() {
        Base::Sqlite => "randomblob(16)",
        Base::Postgres => "gen_random_uuid()",
    };
    desk.meddle(&format!(
        "INSERT INTO ledger_touched (question_id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n \
         WHERE i < 2500) SELECT {anybody} FROM n"
    ))
    .await;
    assert_eq!(nadia.get(&path).await.is(200).words("a.figure"), before);
    nadia.get("/reports/board").await.is(200);
    let file = nadia.get(&format!("/reports/sla.csv?{DAYS}")).await.is(200);
    assert_eq!(file.html.lines().count(), 3);
    // Marks of nobody are worked off like any other.
    keep_ledger::pass(&desk.app).await.unwrap();
    assert_eq!(nadia.get(&path).await.is(200).words("a.figure"), before);
}
