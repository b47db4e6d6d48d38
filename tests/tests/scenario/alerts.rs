//! People are told what they chose to be told, by the way they chose; the customer reads by when, and whose clock.

use jiff::SignedDuration;
use reqwest::Method;
use souffleur_jobs::fire_timers;
use souffleur_question::{
    alert,
    answer::{self, AnswerForm},
};
use souffleur_tests::{
    harness::{Listener, TestDesk, story::SIZES},
    on_both,
};

on_both!(
    a_breach_rings_the_bell_and_leads_to_its_question,
    one_chooses_on_ones_profile_and_mistakes_stand_beside_their_field,
    the_house_has_quiet_hours_too,
    a_broken_promise_has_an_apology_ready,
    the_digest_says_before_noon_what_is_owed,
    who_vouches_for_an_answer_is_told_when_it_is_to_be_looked_at_again,
);

async fn a_breach_rings_the_bell_and_leads_to_its_question(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.signed_in("camille").await;
    let bell = camille.get("/alerts/news").await.is(200);
    assert!(bell.all("[data-alert]", "data-alert").is_empty(), "{}", bell.html);
    let mut page = Listener::open(camille.request(Method::GET, "/events")).await;
    desk.clock.set("2026-11-23T16:00:00Z");
    fire_timers::pass(&desk.app).await.unwrap();
    page.until("alerts-changed").await;
    let bell = camille.get("/alerts/news").await.is(200);
    let links = bell.all("[data-alert] a", "href");
    assert_eq!(links.len(), 2, "the draft and the reply: {}", bell.html);
    camille.get("/alerts").await.is(200).says(&asked.number.to_string());
    assert_eq!(links[0], format!("/questions/{}", asked.id));
    let question = camille.get(&links[0]).await.is(200);
    let bell = camille.get("/alerts/news").await.is(200);
    assert_eq!(bell.all("[data-alert]", "data-alert").len(), 2, "to fetch a page changes nothing");
    let read = format!("/alerts/questions/{}", asked.id);
    assert_eq!(
        question.all("form[hx-trigger=load]", "action"),
        std::slice::from_ref(&read),
        "the page says that it is looked at"
    );
    desk.signed_in("karim").await.submit(&question, &read, &[]).await;
    camille.submit(&question, &read, &[]).await.is(303);
    let bell = camille.get("/alerts/news").await.is(200);
    assert!(bell.all("[data-alert]", "data-alert").is_empty(), "both are of the same question, and read");
    assert!(camille.get(&links[0]).await.is(200).all("form[hx-trigger=load]", "action").is_empty());
    // Léa reads hers on her own page.
    let lea = desk.signed_in("lea").await;
    let list = lea.get("/alerts").await.is(200);
    assert_eq!(list.all("a.alert-row.is-new", "href").len(), 3, "{}", list.text());
    lea.submit(&list, "/alerts/seen", &[]).await.is(303);
    assert!(lea.get("/alerts").await.is(200).all("a.alert-row.is-new", "href").is_empty());
}

async fn one_chooses_on_ones_profile_and_mistakes_stand_beside_their_field(desk: TestDesk) {
    let lea = desk.signed_in("lea").await;
    let profile = lea.get("/profile").await.is(200);
    let ticked = |page: &souffleur_tests::harness::Page| page.all("input[name=goes][checked]", "value").len();
    assert_eq!(ticked(&profile), 5 * 3 + 2, "everything, and a digest only by letter");
    let wrong = [("quiet", "hours"), ("quiet_from", "20:00"), ("quiet_until", "20:00")];
    let refused = lea.submit(&profile, "/profile/alerts", &wrong).await.is(422);
    assert_eq!(refused.all("#f-quiet_until", "aria-invalid"), ["true"]);
    assert_eq!(refused.all("#f-quiet_from", "value"), ["20:00"], "what was typed is kept");
    let unknown = [("quiet", "loud".to_owned()), ("goes", "pigeon:post".to_owned())];
    let mut fields = profile.form("/profile/alerts");
    fields.retain(|(name, _)| !["quiet", "goes"].contains(&name.as_str()));
    fields.extend(unknown.map(|(name, value)| (name.to_owned(), value)));
    lea.post("/profile/alerts", &fields).await.is(422);
    let right = [("quiet", "hours"), ("quiet_from", "20:00"), ("quiet_until", "07:30")];
    lea.submit(&profile, "/profile/alerts", &right).await.is(303);
    // What the form sends is what is ticked: of several boxes of one name the last one here stands alone.
    lea.submit(&profile, "/profile/alerts", &[("goes", "promise_broken:page")]).await.is(303);
    assert_eq!(ticked(&lea.get("/profile").await), 1);
    let asked = desk.ask_for("lea", SIZES).await;
    desk.pass(SignedDuration::from_hours(3)).await;
    assert!(desk.letters_to("lea@example.test").is_empty(), "neither of the question nor of its warnings");
    assert!(!desk.question(asked.id).await.events.is_empty());
}

async fn the_house_has_quiet_hours_too(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let form = ada.get("/settings/desk").await.is(200);
    let refused = ada.submit(&form, "/settings/desk", &[("quiet_from", "25:00"), ("quiet_until", "")]).await;
    assert_eq!(refused.is(422).all("#f-quiet_from", "aria-invalid"), ["true"]);
    ada.submit(&form, "/settings/desk", &[("quiet_from", "10:00"), ("quiet_until", "18:30")]).await.is(303);
    desk.ask_for("lea", SIZES).await;
    desk.pass(SignedDuration::from_hours(8)).await;
    assert!(desk.letters_to("lea@example.test").is_empty() && desk.letters_to("cm@example.test").is_empty());
    desk.pass(SignedDuration::from_mins(30)).await;
    assert_eq!(desk.letters_to("lea@example.test").len(), 1, "when it ends, everything at once");
    assert_eq!(desk.letters_to("cm@example.test").len(), 1);
}

async fn a_broken_promise_has_an_apology_ready(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let thread = desk.visitor().get(&format!("/q/{}", asked.token.as_str())).await.is(200);
    assert!(thread.text().contains("17:00") && thread.text().contains("Paris"), "{}", thread.text());
    let camille = desk.signed_in("camille").await;
    let path = format!("/questions/{}", asked.id);
    assert!(camille.get(&path).await.is(200).all("[data-insert]", "href").is_empty());
    desk.pass(SignedDuration::from_hours(8)).await;
    let late = camille.get(&path).await.is(200);
    let words = late.all("[data-insert]", "data-insert");
    assert!(words[0].starts_with("Veuillez nous excuser"), "in the customer's language: {words:?}");
    let begun = camille.get(&late.all("[data-insert]", "href")[0]).await.is(200);
    assert!(
        begun.words("textarea[name=body]")[0].starts_with("Veuillez nous excuser"),
        "without script as well"
    );
    // The house may have words of its own; where it has none, the usual ones stand.
    let ada = desk.signed_in("ada").await;
    let form = ada.get("/settings/desk").await.is(200);
    let usual = form.all("textarea[name=\"apologies.fr\"]", "placeholder");
    assert!(usual[0].starts_with("Veuillez nous excuser"), "{usual:?}");
    ada.submit(&form, "/settings/desk", &[("apologies.fr", "Pardon, nous avons tardé.")]).await.is(303);
    let own = camille.get(&path).await.is(200);
    assert_eq!(own.all("[data-insert]", "data-insert"), ["Pardon, nous avons tardé."]);
    let long = "x".repeat(100_000);
    let refused = ada.submit(&form, "/settings/desk", &[("apologies.en", &long)]).await;
    assert_eq!(refused.is(422).all("textarea[name=\"apologies.en\"]", "aria-invalid"), ["true"]);
}

async fn the_digest_says_before_noon_what_is_owed(desk: TestDesk) {
    alert::plan_digests(&desk.app).await.unwrap();
    let asked = desk.ask_for("lea", SIZES).await;
    desk.settle().await;
    desk.clock.set("2026-11-23T10:30:00Z");
    desk.settle().await;
    let letters = desk.letters_to("cm@example.test");
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert!(
        letter.text.contains(&format!("/questions/{}", asked.id)) && letter.text.contains("17:00"),
        "{}",
        letter.text
    );
    desk.settle().await;
    assert_eq!(desk.letters_to("cm@example.test").len(), 1, "once");
}

async fn who_vouches_for_an_answer_is_told_when_it_is_to_be_looked_at_again(desk: TestDesk) {
    let form = |owner: &str, review_on: &str, title: &str| AnswerForm {
        title_fr: title.to_owned(),
        body_fr: "Voyez le guide.".to_owned(),
        owner: owner.to_owned(),
        review_on: review_on.to_owned(),
        ..AnswerForm::default()
    };
    let camille = desk.actor("camille");
    let hers =
        answer::save(&desk.app, camille, None, &form("cm@example.test", "2026-11-24", "Retours")).await;
    let hers = hers.unwrap();
    for (owner, day, title) in [
        ("lea@example.test", "2026-11-24", "Guide des tailles"),
        ("cm@example.test", "2026-12-24", "Plus tard"),
        ("admin@example.test", "2026-11-20", "Mentions"),
    ] {
        answer::save(&desk.app, camille, None, &form(owner, day, title)).await.unwrap();
    }
    alert::plan_digests(&desk.app).await.unwrap();
    desk.clock.set("2026-11-24T08:00:00Z");
    desk.settle().await;
    let told = |name: &str| {
        let mut letters = desk.letters_to(name);
        assert_eq!(letters.len(), 1, "{name}");
        letters.remove(0).everything()
    };
    let letter = told("cm@example.test");
    assert!(letter.contains("Une réponse à relire") && letter.contains("Retours"), "{letter}");
    assert!(letter.contains(&format!("/answers/{hers}")) && !letter.contains("Plus tard"), "{letter}");
    let letter = told("lea@example.test");
    assert!(letter.contains("Guide des tailles") && letter.contains("community manager"), "{letter}");
    assert!(!letter.contains("/answers/"), "what she cannot open is no link: {letter}");
    assert!(told("admin@example.test").contains("Mentions"));
    assert!(desk.letters_to("karim@example.test").is_empty());

    let page = desk.signed_in("camille").await.get("/alerts").await.is(200);
    page.says("Retours").does_not_say("Plus tard").does_not_say("Guide des tailles");
    assert_eq!(page.all(".alert-answers a", "href"), [format!("/answers/{hers}")]);
    let page = desk.signed_in("lea").await.get("/alerts").await.is(200);
    page.says("Guide des tailles");
    assert!(page.all(".alert-answers a", "href").is_empty());

    // Looked at again: nothing is left to say, in the page or the next morning.
    let again = AnswerForm {
        version: "1".to_owned(),
        active: true,
        ..form("cm@example.test", "2027-11-24", "Retours")
    };
    answer::save(&desk.app, camille, Some(hers), &again).await.unwrap();
    desk.signed_in("camille").await.get("/alerts").await.does_not_say("Retours");
    desk.clock.set("2026-11-25T08:00:00Z");
    desk.settle().await;
    assert_eq!(desk.letters_to("cm@example.test").len(), 1);
    assert_eq!(desk.letters_to("lea@example.test").len(), 2, "each morning, until it was looked at");
}
