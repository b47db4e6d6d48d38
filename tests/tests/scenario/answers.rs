//! Answers already given: kept with clear refusals, proposed to who writes, read by the public only where they say so.

use souffleur_core::Language;
use souffleur_question::{
    answer::{self, AnswerForm},
    proposal::{self, Source},
};
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    an_answer_is_kept_and_proposed,
    what_was_replied_is_proposed_again,
    the_public_reads_what_is_public,
    two_who_change_one_answer,
);

fn sizes() -> AnswerForm {
    AnswerForm {
        topic: String::new(),
        title_fr: "Quelle taille choisir".to_owned(),
        body_fr: "Bonjour {customer}, prenez la taille du guide. {voice}, question {question}".to_owned(),
        ..AnswerForm::default()
    }
}

async fn keep(desk: &TestDesk, form: &AnswerForm) {
    answer::save(&desk.app, desk.actor("camille"), None, form).await.expect("the answer is kept");
}

async fn an_answer_is_kept_and_proposed(desk: TestDesk) {
    let camille = desk.signed_in("camille").await;
    let page = camille.get("/answers/new").await.is(200);
    let typed = [("title_fr", "Quelle taille"), ("body_fr", "Bonjour {customr}"), ("review_on", "demain")];
    let refused = camille.submit(&page, "/answers", &typed).await.is(422);
    assert!(refused.error_at("body_fr").contains("customr"), "{}", refused.error_at("body_fr"));
    assert!(!refused.error_at("review_on").is_empty());
    assert!(refused.form("/answers").contains(&("title_fr".to_owned(), "Quelle taille".to_owned())));
    let typed = [
        ("title_fr", "Quelle taille choisir"),
        ("body_fr", "Bonjour {customer}, voir le guide. {voice}"),
        ("review_on", "2026-11-01"),
    ];
    camille.submit(&page, "/answers", &typed).await.leads_to("/answers");
    camille.get("/answers").await.is(200).says("Quelle taille choisir").says("À relire");

    let asked = desk.ask_for("lea", SIZES).await;
    let place = format!("/questions/{}/answers", asked.id);
    let proposed = camille.get(&place).await.is(200);
    proposed.says("Bonjour Marie Dupont, voir le guide.").says("À vérifier").says("jamais utilisée");
    let used = proposed.all("[hx-post]", "hx-post");
    camille.post(&used[0], &[("csrf".to_owned(), proposed.csrf())]).await.is(204);
    camille.get(&place).await.says("utilisée 1 fois");
    // The expert who holds it is proposed the same; another one knows of nothing.
    desk.signed_in("lea").await.get(&place).await.is(200).says("voir le guide");
    desk.signed_in("karim").await.get(&place).await.is(404);
    desk.signed_in("lea").await.get("/answers").await.is(403);
}

async fn what_was_replied_is_proposed_again(desk: TestDesk) {
    let before = desk.ask_for("lea", SIZES).await;
    desk.reply(before.id, "Prenez la taille au-dessus.").await;
    let asked = desk.ask_for("lea", SIZES).await;
    let (number, proposals) = proposal::propose(&desk.app, desk.actor("camille"), asked.id).await.unwrap();
    assert_eq!(number, asked.number);
    let reply = proposals.iter().find(|one| one.body == "Prenez la taille au-dessus.");
    let reply = reply.expect("the reply is proposed");
    assert_eq!(reply.source, Source::Reply { number: before.number });
    assert!(!reply.expired && reply.last_used_at.is_some());
}

async fn the_public_reads_what_is_public(desk: TestDesk) {
    keep(&desk, &sizes()).await;
    let public = AnswerForm {
        title_fr: "Où est mon colis ?".to_owned(),
        body_fr: "Le suivi du transporteur le dit.".to_owned(),
        is_public: true,
        ..AnswerForm::default()
    };
    let owner = desk.app.settings().users[0].email.to_string();
    keep(&desk, &AnswerForm { owner, ..public.clone() }).await;
    for (title, body, field) in [
        ("Où est mon colis ?", "Demandez à {customer}", "body_fr"),
        ("Où est mon colis ?", "Léa Bernard s’en occupe", "body_fr"),
        ("Que sait Karim ?", "Le suivi le dit.", "title_fr"),
    ] {
        let (title_fr, body_fr) = (title.to_owned(), body.to_owned());
        let form = AnswerForm { title_fr, body_fr, ..public.clone() };
        match answer::save(&desk.app, desk.actor("camille"), None, &form).await {
            Err(souffleur_app::Error::Invalid(wrong)) => assert_eq!(wrong[0].field, field),
            other => panic!("{title} {body}: {other:?}"),
        }
    }
    let anybody = desk.visitor();
    let page = anybody.get("/faq").await.is(200);
    page.says("Où est mon colis ?").does_not_say("Quelle taille choisir");
    let form = anybody.get("/ask").await.is(200);
    let typed = [("csrf".to_owned(), form.csrf()), ("body".to_owned(), PARCEL.to_owned())];
    anybody.post("/faq/like", &typed).await.is(200).says("Le suivi du transporteur");
    anybody.get_with("/faq", &[("q", "colis")]).await.is(200).says("Où est mon colis ?");
}

async fn two_who_change_one_answer(desk: TestDesk) {
    keep(&desk, &sizes()).await;
    let camille = desk.actor("camille");
    let view = answer::list(&desk.app, camille, Language::Fr).await.unwrap().remove(0);
    let visitor = desk.signed_in("camille").await;
    let place = format!("/answers/{}", view.id);
    let page = visitor.get(&place).await.is(200);
    let mine = AnswerForm { body_fr: "Autre chose.".to_owned(), ..view.form.clone() };
    answer::save(&desk.app, camille, Some(view.id), &mine).await.unwrap();
    let late = visitor.submit(&page, &place, &[("body_fr", "Encore autre chose.")]).await.is(409);
    late.says("Quelqu’un a modifié cette réponse");
    visitor.submit(&late, &place, &[]).await.leads_to("/answers");
    let now = answer::get(&desk.app, camille, view.id, Language::Fr).await.unwrap();
    assert_eq!(now.form.body_fr, "Encore autre chose.");
}
