//! A desk whose people have done everything that leaves a row, and whose jobs still have work before them.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::json;
use souffleur_admin::{
    alert_choice::{self, AlertForm},
    settings::{
        objective::{self, ObjectiveForm},
        pause::{self, PauseForm},
    },
    user,
};
use souffleur_app::training;
use souffleur_core::{id::QuestionId, message::MessageKind};
use souffleur_insight::report::{self, Dimension, LinkForm, Wanted};
use souffleur_jobs::{index, keep_ledger};
use souffleur_question::{
    answer::{self, AnswerForm},
    intake::{self, Asked},
    question::{self, Reply},
    saved_view,
};
use souffleur_tests::harness::{
    Caller, Reply as Answered, TestDesk, Visitor,
    files::{document_by, photo_by},
    story::{PARCEL, SIZES},
};

/// What pages can be asked for afterwards.
pub(super) struct Life {
    /// Every question by its number, with its customer's link.
    pub(super) questions: Vec<Asked>,
    /// A link to a report.
    pub(super) shared: String,
    /// Who was signed in when the copy was made.
    pub(super) browsers: Vec<(&'static str, Visitor)>,
    /// A program that was, with its bearer token.
    pub(super) token: String,
}

/// Lives it.
pub(super) async fn live(desk: &TestDesk) -> Life {
    let mut questions = answered(desk).await;
    questions.extend(related(desk).await);
    questions.extend(asked_by_others(desk).await);
    reports(desk).await;
    habits(desk).await;
    // An evening passes: promises break, letters leave, sums are made.
    desk.pass(SignedDuration::from_hours(30)).await;
    keep_ledger::pass(&desk.app).await.unwrap();
    corrected(desk, &questions[0]).await;
    let shared = shared(desk).await;
    questions.extend(under_way(desk).await);
    let mut browsers = Vec::new();
    for name in ["camille", "lea", "karim", "nadia"] {
        browsers.push((name, desk.signed_in(name).await));
    }
    // Somebody asked how it is, and PostgreSQL left out a number of a question that was refused.
    desk.app.store().probe().await.unwrap();
    assert_eq!(desk.meddle("INSERT INTO search_gap (number) VALUES (999)").await, 1);
    let session = desk.session("cm@example.test").await;
    let token = session["access_token"].as_str().unwrap().to_owned();
    Life { questions, shared, browsers, token }
}

async fn say(desk: &TestDesk, id: QuestionId, body: &str) -> Reply {
    let version = desk.question(id).await.question.version;
    let (body, files, weight) = (body.to_owned(), vec![], MessageKind::Reply);
    Reply { body, draft_id: None, files, version, weight, confirmed_leaks: false }
}

/// A draft with a file, sent back, written anew, and sent with its file; the customer writes again.
async fn answered(desk: &TestDesk) -> Vec<Asked> {
    let asked = desk.ask_for("lea", SIZES).await;
    let (own, place) = (format!("/desk/{}", asked.id), format!("/questions/{}", asked.id));
    let (lea, camille) = (desk.signed_in("lea").await, desk.signed_in("camille").await);
    let (document, action) = (document_by("Lea Bernard"), format!("{own}/draft"));
    for body in ["Du 36.", "Du 38, voyez le guide."] {
        let page = lea.get(&own).await.is(200);
        lea.send(&page, &action, &[("body", body)], &[("Guide.pdf", &document)]).await.is(303);
        if body == "Du 36." {
            camille.fill(&place, &format!("{place}/return"), &[("remark", "Plutôt du 38 ?")]).await.is(303);
        }
    }
    let page = camille.get(&place).await.is(200);
    camille.submit(&page, &format!("{place}/reply"), &[("undo", "")]).await.is(303);
    question::note(&desk.app, desk.actor("camille"), asked.id, "Cliente fidèle".to_owned()).await.unwrap();
    desk.follow_up(&asked, "Merci !").await;
    vec![asked]
}

/// Questions in every relation that two can have.
async fn related(desk: &TestDesk) -> Vec<Asked> {
    let camille = desk.actor("camille");
    let mut all = Vec::new();
    for body in
        [SIZES, "Quelle taille choisir pour cette coupe ?", PARCEL, "Toujours pas de colis, quel retard !"]
    {
        all.push(desk.ask_for(if body == SIZES { "lea" } else { "karim" }, body).await);
        desk.clock.advance(SignedDuration::from_mins(1));
    }
    question::follow(&desk.app, camille, all[1].id, all[0].number, None).await.unwrap();
    question::merge(&desk.app, camille, all[3].id, all[2].number, None).await.unwrap();
    question::link(&desk.app, camille, all[0].id, all[2].number).await.unwrap();
    let message = desk.follow_up(&all[2], "Et puis-je payer par chèque ?").await.message;
    all.push(intake::split(&desk.app, camille, all[2].id, message).await.unwrap());
    for name in ["karim.haddad", "nadia.petit"] {
        let asked =
            question::ask_colleague(&desk.app, desk.actor("lea"), all[0].id, &format!("@{name} Un avis ?"))
                .await;
        assert_eq!(asked.is_ok(), name == "karim.haddad", "who reads reports drafts nothing");
    }
    question::draft_beside(&desk.app, desk.actor("karim"), all[0].id, "Plutôt grand.").await.unwrap();
    all
}

/// A program with a key, a customer with a photo, an invitation that nobody has taken yet.
async fn asked_by_others(desk: &TestDesk) -> Vec<Asked> {
    let program = desk.program("shop").await;
    asks(&program, "k-1", "La retouche est-elle payante ?").await;
    let (customer, photo) = (desk.visitor(), photo_by("Zoé Marchand"));
    let form = customer.get("/ask").await;
    let typed = [("body", "Cette couture est-elle normale ?"), ("name", "Zoé"), ("public", "true")];
    customer.send(&form, "/ask", &typed, &[("couture.png", &photo)]).await.is(303);
    user::invite(&desk.app, desk.actor("ada"), desk.user("karim")).await.unwrap();
    vec![]
}

async fn asks(program: &Caller, key: &str, body: &str) {
    let body = json!({"body": body, "external_id": key, "customer": {"name": "Paul", "handle": "@paul"}});
    let request = program.request(Method::POST, "/api/v1/questions").header("idempotency-key", key);
    Answered::read(request.json(&body)).await.is(201);
}

/// What supervisors want and share.
async fn reports(desk: &TestDesk) {
    let nadia = desk.actor("nadia");
    let form = ObjectiveForm {
        measure: "rate".to_owned(),
        comparison: "at_least".to_owned(),
        value: "98".to_owned(),
        owner: "sup@example.test".to_owned(),
        due_on: "2027-06-30".to_owned(),
        ..ObjectiveForm::default()
    };
    objective::save(&desk.app, nadia, None, &form).await.unwrap();
    report::choose_readers(&desk.app, nadia, &[desk.user("nadia"), desk.user("camille")]).await.unwrap();
}

async fn shared(desk: &TestDesk) -> String {
    let (form, wanted) =
        (LinkForm { name: "Direction".to_owned(), rolling: true }, report::default_period(&desk.app));
    let filter = format!("from={}&to={}&group_by=day", wanted.from, wanted.to);
    let wanted = Wanted::questions(wanted);
    let link = report::make_link(&desk.app, desk.actor("nadia"), &form, filter, &wanted, Dimension::Day)
        .await
        .unwrap();
    link.url[link.url.find("/shared/").unwrap()..].to_owned()
}

/// Answers that are kept, lists that are kept, and how somebody wants to be told.
async fn habits(desk: &TestDesk) {
    let camille = desk.actor("camille");
    let form = AnswerForm {
        topic: "sizes".to_owned(),
        owner: "lea@example.test".to_owned(),
        is_public: true,
        title_fr: "Quelle taille ?".to_owned(),
        body_fr: "Voyez le guide des tailles.".to_owned(),
        ..AnswerForm::default()
    };
    let kept = answer::save(&desk.app, camille, None, &form).await.unwrap();
    answer::used(&desk.app, desk.actor("lea"), kept).await.unwrap();
    saved_view::save(&desk.app, camille, "À moi", "view=open".to_owned(), true).await.unwrap();
    let form = AlertForm { quiet: "never".to_owned(), ..AlertForm::default() };
    alert_choice::choose(&desk.app, desk.actor("karim"), form).await.unwrap();
    training::retrain(&desk.app).await.unwrap();
}

/// A line of the ledger that was counted becomes another one.
async fn corrected(desk: &TestDesk, asked: &Asked) {
    let delivery =
        desk.app.settings().topics.iter().find(|topic| topic.key.as_str() == "delivery").unwrap().id;
    question::set_topic(&desk.app, desk.actor("camille"), asked.id, delivery, None).await.unwrap();
    keep_ledger::pass(&desk.app).await.unwrap();
    index::pass(&desk.app).await.unwrap();
}

/// What waits: a reply, a half-written text, a pause, promises to be counted again, a timer that failed.
async fn under_way(desk: &TestDesk) -> Vec<Asked> {
    let (later, half) = (desk.ask_for("karim", PARCEL).await, desk.ask_for("lea", SIZES).await);
    let camille = desk.actor("camille");
    let reply = say(desk, later.id, "Il arrive demain.").await;
    let leaves_at = desk.now() + SignedDuration::from_hours(2);
    question::schedule(&desk.app, camille, later.id, reply, leaves_at).await.unwrap();
    question::keep_unsent(&desk.app, camille, half.id, "Bonjour Marie, prenez", None).await.unwrap();
    question::wait(&desk.app, camille, half.id, Some("Sa pointure".to_owned()), None).await.unwrap();
    index::pass(&desk.app).await.unwrap();
    question::note(&desk.app, camille, half.id, "Relancer vendredi".to_owned()).await.unwrap();
    let form =
        PauseForm { topic: "delivery".to_owned(), reason: "Grève".to_owned(), ..PauseForm::default() };
    pause::begin(&desk.app, camille, form).await.unwrap();
    let failed = "INSERT INTO timer_trouble (timer_id, attempts, retry_at, error) SELECT id, 1, due_at, 'busy' FROM timer LIMIT 1";
    assert_eq!(desk.meddle(failed).await, 1);
    let link =
        "INSERT INTO earlier_link (hash, question_id) SELECT 'of an earlier key', id FROM question LIMIT 1";
    assert_eq!(desk.meddle(link).await, 1);
    let looked =
        "INSERT INTO first_look (question_id, released_at) SELECT id, asked_at FROM question LIMIT 1";
    assert_eq!(desk.meddle(looked).await, 1);
    let page = desk.signed_in("camille").await;
    let (place, verify) = (format!("/questions/{}", half.id), format!("/questions/{}/verify", half.id));
    let shown = page.get(&place).await.is(200);
    page.submit(&shown, &verify, &[]).await.is(303);
    vec![later, half]
}
