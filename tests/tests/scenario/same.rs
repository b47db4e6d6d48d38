//! Many ask the same: one expert drafts once, one text is approved once, and each customer gets a reply of their own, which
//! meets their own promise.

use jiff::SignedDuration;
use souffleur_app::view::TargetState;
use souffleur_core::{
    Actor, Language, draft::DraftState, event::EventKind, id::QuestionId, message::Author, metric::Count,
    question::Status,
};
use souffleur_question::{
    intake::{self, Ask, AskCustomer, Asked},
    question::{self, close, follow, leave, together},
};
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{Page, TestDesk, Visitor, story::SIZES},
    on_both,
};

on_both!(
    each_promise_is_met_by_its_own_reply,
    the_expert_has_one_task,
    who_wrote_meanwhile_is_left_out,
    who_reads_another_language_is_left_out,
    nobody_reads_anothers_name,
    taking_it_back_takes_all_of_it_back,
    who_sends_at_once_forgets_nobody,
    what_was_not_answered_is_its_experts_again,
    what_makes_no_sense_is_refused,
    the_desk_proposes_who_asks_the_same,
    others_may_not,
);

const PEOPLE: [&str; 7] =
    ["Marie Dupont", "Paul Girard", "Anne Roy", "Luc Petit", "Zoé Blanc", "Omar Sy", "Inès Lam"];
const PAY: &str = "Bonjour, ma carte bancaire est refusée au moment du paiement de ma commande.";

/// Somebody asks what Léa knows best.
async fn asks(desk: &TestDesk, name: &str, body: &str, language: Language) -> Asked {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    let customer = AskCustomer { name: name.to_owned(), email: Some(email), handle: None };
    let ask = Ask { body: body.to_owned(), customer, language: Some(language), ..Ask::default() };
    let asked = intake::ask(&desk.app, Actor::Customer, ask).await.unwrap();
    if asked.assignment.as_ref().and_then(|assignment| assignment.expert) != Some(desk.user("lea")) {
        let to = question::AssignTo::Expert(desk.user("lea"));
        let assign = question::Assign { to, reason: None, version: None };
        Box::pin(question::assign(&desk.app, desk.actor("camille"), asked.id, assign)).await.unwrap();
    }
    asked
}

/// So many of them ask the same, a minute apart, and are answered together.
async fn crowd(desk: &TestDesk, many: usize) -> Vec<Asked> {
    let mut all = Vec::new();
    for name in &PEOPLE[..many] {
        all.push(asks(desk, name, SIZES, Language::Fr).await);
        desk.clock.advance(SignedDuration::from_mins(1));
    }
    let ids: Vec<QuestionId> = all.iter().map(|asked| asked.id).collect();
    let joined = together(&desk.app, desk.actor("camille"), &ids).await.unwrap();
    assert_eq!((joined.lead, joined.joined, joined.refused.len()), (1001, many - 1, 0));
    all
}

/// The form of a reply with its boxes as the page ticks them.
fn reply_form(page: &Page, action: &str, body: &str) -> Vec<(String, String)> {
    let mut fields = page.form(action);
    fields.retain(|(name, _)| !["body", "also"].contains(&name.as_str()));
    fields.push(("body".to_owned(), body.to_owned()));
    let ticked = page.all("input[name=also][checked]", "value");
    fields.extend(ticked.into_iter().map(|value| ("also".to_owned(), value)));
    fields
}

async fn send(camille: &Visitor, lead: QuestionId, body: &str) -> Page {
    let (place, action) = (format!("/questions/{lead}"), format!("/questions/{lead}/reply"));
    let page = camille.get(&place).await;
    camille.post(&action, &reply_form(&page, &action, body)).await.is(303)
}

/// The page that an answer leads to in the end.
async fn shown(visitor: &Visitor, mut page: Page) -> Page {
    while page.status == 303 {
        page = visitor.follow(&page).await;
    }
    page
}

/// What the voice said to somebody.
async fn said(desk: &TestDesk, id: QuestionId) -> Vec<String> {
    let thread = desk.question(id).await.thread;
    let voice = thread.into_iter().filter(|message| message.author != Author::Customer);
    voice.map(|message| message.body.to_string()).collect()
}

async fn sound(desk: &TestDesk) {
    let verified = desk.app.store().verify().await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert!(verified.wrong_sums.is_empty(), "{:?}", verified.wrong_sums);
    let figures = desk.figures("2026-11-23").await;
    let parts: u64 = Count::OUTCOMES.iter().map(|outcome| figures.count(*outcome)).sum();
    assert_eq!(figures.count(Count::Received), parts);
}

async fn each_promise_is_met_by_its_own_reply(desk: TestDesk) {
    let all = crowd(&desk, 7).await;
    // The receipts leave before there is an answer that would take their place.
    desk.settle().await;
    let lead = all[0].id;
    question::draft(&desk.app, desk.actor("lea"), lead, "Bonjour Marie, prenez du 38.".to_owned(), None)
        .await
        .unwrap();
    let camille = desk.signed_in("camille").await;
    let sent = send(&camille, lead, "Bonjour {customer},\n\nprenez du 38 ({question}).").await;
    shown(&camille, sent).await.says("6 réponses de plus partent avec elle");
    for asked in &all {
        let target = desk.target(asked.id, TargetKind::FirstReply).await;
        assert_eq!(target.state, TargetState::Pending, "nothing is met before it is said");
    }
    sound(&desk).await;
    desk.undo_passes().await;
    desk.settle().await;
    for (asked, name) in all.iter().zip(PEOPLE) {
        let view = desk.question(asked.id).await;
        let first = desk.target(asked.id, TargetKind::FirstReply).await;
        assert_eq!((view.question.status, first.state), (Status::Answered, TargetState::Met), "{name}");
        let own = format!("Bonjour {name},\n\nprenez du 38 (#{}).", asked.number);
        assert_eq!(said(&desk, asked.id).await, [own]);
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let letters = desk.letters_to(&email);
        assert_eq!(letters.len(), 2, "{name} has the receipt and one reply");
        for other in PEOPLE.iter().filter(|other| **other != name) {
            let surname = other.split(' ').next_back().unwrap();
            assert!(!letters[1].text.contains(surname), "{name} reads of {other}");
        }
        assert_eq!(view.question.lead, None);
    }
    let figures = desk.figures("2026-11-23").await;
    let counted = [Count::Received, Count::Met, Count::Pending].map(|count| figures.count(count));
    assert_eq!(counted, [7, 7, 0]);
    sound(&desk).await;
}

async fn the_expert_has_one_task(desk: TestDesk) {
    let all = crowd(&desk, 3).await;
    let lea = desk.signed_in("lea").await;
    let page = lea.get("/desk").await;
    assert_eq!(page.all("[data-item]", "id"), ["row-1001"]);
    lea.get(&format!("/desk/{}", all[0].id)).await.says("Posée par 3 clients");
    // Nobody waits for a draft on the others; what is owed to their customers is owed as before.
    for asked in &all[1..] {
        assert_eq!(desk.target(asked.id, TargetKind::Draft).await.state, TargetState::NoReplyNeeded);
        let first = desk.target(asked.id, TargetKind::FirstReply).await;
        assert_eq!((first.state, first.due_at), (TargetState::Pending, asked.due_at));
    }
    let camille = desk.signed_in("camille").await;
    let inbox = camille.get("/inbox").await;
    assert_eq!(inbox.all("[data-item]", "id").len(), 3, "the community manager sees each promise");
    inbox.says("#1001");
    // One of them is something else after all.
    let (place, action) = (format!("/questions/{}", all[2].id), format!("/questions/{}/leave", all[2].id));
    camille.fill(&place, &action, &[]).await.is(303);
    assert_eq!(lea.get("/desk").await.all("[data-item]", "id").len(), 2);
    assert_eq!(desk.target(all[2].id, TargetKind::Draft).await.state, TargetState::Pending);
    // And joins again, by its number.
    camille.fill(&place, &format!("{place}/relate"), &[("number", "#1001"), ("as", "follow")]).await.is(303);
    assert_eq!(lea.get("/desk").await.all("[data-item]", "id").len(), 1);
    sound(&desk).await;
}

async fn who_wrote_meanwhile_is_left_out(desk: TestDesk) {
    let all = crowd(&desk, 3).await;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", all[0].id), format!("/questions/{}/reply", all[0].id));
    let page = camille.get(&place).await;
    desk.clock.advance(SignedDuration::from_secs(30));
    desk.follow_up(&all[1], "Ah non, c'est une autre coupe !").await;
    let sent = camille.post(&action, &reply_form(&page, &action, "Prenez du 38.")).await.is(303);
    shown(&camille, sent).await.says("Sans #1002").says("Une réponse de plus");
    desk.undo_passes().await;
    assert!(said(&desk, all[1].id).await.is_empty());
    let view = desk.question(all[1].id).await;
    assert_eq!((view.question.status, view.question.lead), (Status::Assigned, None), "it is Léa's again");
    assert_eq!(said(&desk, all[2].id).await, ["Prenez du 38."]);
    sound(&desk).await;
    // So is one who writes in the seconds before it leaves.
    let late = asks(&desk, "Luc Petit", SIZES, Language::Fr).await;
    follow(&desk.app, desk.actor("camille"), late.id, 1002, None).await.unwrap();
    send(&camille, all[1].id, "Prenez du 40.").await;
    desk.clock.advance(SignedDuration::from_secs(5));
    desk.follow_up(&late, "Et en bleu ?").await;
    desk.undo_passes().await;
    assert!(said(&desk, late.id).await.is_empty());
    assert_eq!(desk.question(late.id).await.question.lead, None);
    assert_eq!(said(&desk, all[1].id).await, ["Prenez du 40."]);
    sound(&desk).await;
}

async fn who_reads_another_language_is_left_out(desk: TestDesk) {
    let first = asks(&desk, "Marie Dupont", SIZES, Language::Fr).await;
    let english = "Hello, which size should I choose? The size guide says nothing about this cut.";
    let other = asks(&desk, "Paul Girard", english, Language::En).await;
    follow(&desk.app, desk.actor("camille"), other.id, first.number, None).await.unwrap();
    let camille = desk.signed_in("camille").await;
    let place = format!("/questions/{}", first.id);
    let page = camille.get(&place).await;
    page.says("Écrit dans une autre langue");
    assert!(page.all("input[name=also][checked]", "value").is_empty());
    // Nor is it sent to who ticks it all the same.
    let action = format!("{place}/reply");
    let mut fields = reply_form(&page, &action, "Bonjour, prenez une taille au-dessus de la vôtre.");
    fields.push(("also".to_owned(), page.all("input[name=also]", "value").remove(0)));
    let sent = camille.post(&action, &fields).await.is(303);
    shown(&camille, sent).await.says("Sans #1002").says("autre langue");
    desk.undo_passes().await;
    assert!(said(&desk, other.id).await.is_empty());
    sound(&desk).await;
}

async fn nobody_reads_anothers_name(desk: TestDesk) {
    let all = crowd(&desk, 2).await;
    let camille = desk.signed_in("camille").await;
    let sent = send(&camille, all[0].id, "Chère Madame Dupont, prenez du 38.").await;
    shown(&camille, sent).await.says("votre texte nomme un autre client");
    desk.undo_passes().await;
    assert!(said(&desk, all[1].id).await.is_empty());
    assert_eq!(said(&desk, all[0].id).await, ["Chère Madame Dupont, prenez du 38."]);
    // By first name, each is called by their own.
    let more = asks(&desk, "Anne Roy", SIZES, Language::Fr).await;
    follow(&desk.app, desk.actor("camille"), more.id, all[1].number, None).await.unwrap();
    send(&camille, all[1].id, "Bonjour Paul, prenez du 38.").await;
    desk.undo_passes().await;
    assert_eq!(said(&desk, more.id).await, ["Bonjour Anne, prenez du 38."]);
}

async fn taking_it_back_takes_all_of_it_back(desk: TestDesk) {
    let all = crowd(&desk, 3).await;
    let camille = desk.signed_in("camille").await;
    send(&camille, all[0].id, "Prenez du 38.").await;
    let place = format!("/questions/{}", all[0].id);
    camille.fill(&place, &format!("{place}/recall"), &[]).await.is(303);
    desk.undo_passes().await;
    for asked in &all {
        assert!(said(&desk, asked.id).await.is_empty());
        assert_eq!(desk.target(asked.id, TargetKind::FirstReply).await.state, TargetState::Pending);
    }
    // They are together still, and the text can be sent again.
    send(&camille, all[0].id, "Prenez du 40.").await;
    desk.undo_passes().await;
    assert_eq!(said(&desk, all[2].id).await, ["Prenez du 40."]);
    sound(&desk).await;
}

async fn who_sends_at_once_forgets_nobody(desk: TestDesk) {
    let all = crowd(&desk, 3).await;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", all[0].id), format!("/questions/{}/reply", all[0].id));
    let mut fields = reply_form(&camille.get(&place).await, &action, "Prenez du 38.");
    fields.retain(|(name, _)| name != "undo");
    camille.post(&action, &fields).await.is(303);
    desk.undo_passes().await;
    for asked in &all {
        assert_eq!(said(&desk, asked.id).await, ["Prenez du 38."]);
    }
    sound(&desk).await;
}

async fn what_was_not_answered_is_its_experts_again(desk: TestDesk) {
    let all = crowd(&desk, 3).await;
    let camille = desk.actor("camille");
    close(&desk.app, camille, all[0].id, Some("Réglé par téléphone".to_owned()), None).await.unwrap();
    for asked in &all[1..] {
        let view = desk.question(asked.id).await;
        assert_eq!((view.question.lead, view.question.status), (None, Status::Assigned));
        let left =
            view.events.iter().any(|event| matches!(event.what, EventKind::Unfollowed { done: true, .. }));
        assert!(left, "its history says so");
        assert!(view.drafts.iter().any(|(draft, _)| draft.state == DraftState::Requested));
        assert_eq!(desk.target(asked.id, TargetKind::Draft).await.state, TargetState::Pending);
    }
    sound(&desk).await;
}

async fn what_makes_no_sense_is_refused(desk: TestDesk) {
    let all = crowd(&desk, 2).await;
    let (other, done) = (desk.ask_for("lea", SIZES).await, desk.ask_for("lea", SIZES).await);
    desk.reply(done.id, "Du 38.").await;
    let camille = desk.signed_in("camille").await;
    let before = desk.rows().await;
    let (lead, follower) = (all[0].id, all[1].id);
    for (id, typed, said) in [
        (other.id, "#1003", "C’est la question elle-même"),
        (other.id, "#9999", "n’existe pas"),
        (other.id, "bonjour", "n’existe pas"),
        (other.id, "1002", "#1002 a déjà la même réponse qu’une autre"),
        (other.id, "1004", "#1004 est déjà réglée"),
        (lead, "1003", "répondues avec la question #1001"),
    ] {
        let (place, action) = (format!("/questions/{id}"), format!("/questions/{id}/relate"));
        let mut fields = camille
            .get(&format!("/questions/{}", other.id))
            .await
            .form(&format!("/questions/{}/relate", other.id));
        let version = desk.question(id).await.question.version.to_string();
        fields.retain(|(name, _)| !["number", "version", "as"].contains(&name.as_str()));
        fields.extend([("number".to_owned(), typed.to_owned()), ("version".to_owned(), version)]);
        fields.push(("as".to_owned(), "follow".to_owned()));
        let refused = camille.post(&action, &fields).await.is(422);
        assert!(refused.text().contains(said) || id == lead, "{typed} on {place}: {}", refused.text());
    }
    let twice = follow(&desk.app, desk.actor("camille"), follower, 1003, None).await;
    assert!(twice.is_err(), "it follows already");
    assert!(leave(&desk.app, desk.actor("camille"), other.id, None).await.is_err());
    assert_eq!(desk.rows().await, before);
}

async fn the_desk_proposes_who_asks_the_same(desk: TestDesk) {
    let first = asks(&desk, "Marie Dupont", PAY, Language::Fr).await;
    asks(&desk, "Paul Girard", SIZES, Language::Fr).await;
    asks(&desk, "Anne Roy", "Ma carte bancaire est refusée, le paiement échoue.", Language::Fr).await;
    asks(&desk, "Luc Petit", "Paiement refusé avec ma carte bancaire !", Language::Fr).await;
    let camille = desk.signed_in("camille").await;
    let same = camille.get(&format!("/questions/{}/same", first.id)).await;
    same.says("2 autres clients demandent la même chose");
    assert_eq!(same.all("input[type=checkbox][name=ids]", "value").len(), 2);
    let page = camille.get("/inbox/same").await;
    page.says("3 clients demandent la même chose").says("#1003");
    let joined = camille
        .post(
            "/inbox/bulk",
            &[page.form("/inbox/bulk"), vec![("do".to_owned(), "together".to_owned())]].concat(),
        )
        .await
        .is(303);
    camille.follow(&joined).await.says("2 questions suivent désormais la question #1001");
    assert_eq!(desk.question(first.id).await.related.len(), 2);
    camille.get("/inbox/same").await.says("Personne d’autre");
}

async fn others_may_not(desk: TestDesk) {
    let all = crowd(&desk, 2).await;
    for name in ["lea", "nadia", "ada"] {
        assert!(leave(&desk.app, desk.actor(name), all[1].id, None).await.is_err(), "{name}");
        assert!(together(&desk.app, desk.actor(name), &[all[0].id, all[1].id]).await.is_err(), "{name}");
    }
    let nadia = desk.signed_in("nadia").await;
    let page = nadia.get(&format!("/questions/{}", all[0].id)).await;
    page.says("Posée par 2 clients");
    assert!(page.all("input[name=also]", "value").is_empty());
}
