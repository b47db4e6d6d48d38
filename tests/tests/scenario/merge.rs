//! Asked twice by one person, asked something else in passing, or merely related: questions are merged, split and linked, and
//! no promise is put off by any of it.

use jiff::SignedDuration;
use souffleur_app::view::{Relation, TargetState};
use souffleur_core::{Actor, event::EventKind, metric::Count, question::Status};
use souffleur_question::{
    intake::{self, Asked, FollowUp, Thread},
    question::{self, link, merge, unlink},
};
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{CUSTOMER, PARCEL, SIZES, question as asks},
    },
    on_both,
};

on_both!(
    asked_twice_is_one_thread,
    a_message_to_the_merged_one_reaches_the_other,
    it_was_not_the_same,
    no_promise_is_put_off,
    what_cannot_be_merged_is_told,
    what_was_private_stays_so,
    a_message_becomes_a_question_of_its_own,
    what_cannot_be_split_is_told,
    questions_are_linked_and_unlinked,
);

async fn sound(desk: &TestDesk) {
    let verified = desk.app.store().verify().await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    let figures = desk.figures("2026-11-23").await;
    let parts: u64 = Count::OUTCOMES.iter().map(|outcome| figures.count(*outcome)).sum();
    assert_eq!(figures.count(Count::Received), parts);
}

/// The same person asks twice.
async fn twice(desk: &TestDesk) -> (Asked, Asked) {
    let first = desk.ask_for("lea", SIZES).await;
    desk.clock.advance(SignedDuration::from_mins(10));
    (first, desk.ask_for("lea", "Bonjour, personne ne me dit quelle taille choisir ?").await)
}

async fn asked_twice_is_one_thread(desk: TestDesk) {
    let (first, second) = twice(&desk).await;
    let camille = desk.signed_in("camille").await;
    // From the page of either: the older one stays.
    let (place, action) = (format!("/questions/{}", first.id), format!("/questions/{}/relate", first.id));
    let done = camille.fill(&place, &action, &[("number", "1002"), ("as", "merge")]).await.is(303);
    let page = camille.follow(&done).await;
    page.says("#1002 continue dans #1001").says("personne ne me dit").says("Demandé dans la question #1002");

    let view = desk.question(second.id).await;
    assert_eq!((view.question.status, view.question.merged_into), (Status::Closed, Some(first.id)));
    let excused = desk.target(second.id, TargetKind::FirstReply).await;
    assert_eq!(excused.state, TargetState::NoReplyNeeded);
    assert_eq!(excused.reason.unwrap().as_str(), "merged into #1001");
    assert_eq!(desk.target(first.id, TargetKind::FirstReply).await.due_at, first.due_at);
    assert!(desk.signed_in("lea").await.get("/desk").await.all("[data-item]", "id") == ["row-1001"]);

    // The customer reads one thread, by either link, and each keeps its own address.
    let marie = desk.visitor();
    for asked in [&first, &second] {
        let page = marie.get(&format!("/q/{}", asked.token.as_str())).await.is(200);
        page.says("Le guide des tailles").says("personne ne me dit");
    }

    // The receipts leave before there is an answer that would take their place.
    desk.settle().await;
    desk.reply(first.id, "Prenez du 38.").await;
    desk.settle().await;
    let replies = desk.letters_to(CUSTOMER);
    assert_eq!(replies.len(), 3, "two receipts and one reply");
    let figures = desk.figures("2026-11-23").await;
    let counted = [Count::Received, Count::Met, Count::NoReplyNeeded].map(|count| figures.count(count));
    assert_eq!(counted, [2, 1, 1]);
    sound(&desk).await;
}

/// The owner of the customer's address confirms that they asked these questions.
async fn confirm(desk: &TestDesk, asked: &[&Asked]) {
    for asked in asked {
        question::send_sender_confirmation(&desk.app, desk.actor("camille"), asked.id).await.unwrap();
        desk.settle().await;
        let letters = desk.letters_to(CUSTOMER);
        let secret = |letter: &souffleur_tests::harness::Letter| {
            letter
                .text
                .lines()
                .find_map(|line| line.split_once("/verify/"))
                .map(|(_, secret)| secret.to_owned())
        };
        for secret in letters.iter().filter_map(secret) {
            // The links of other questions were used before.
            let _ = question::confirm_sender(&desk.app, &secret).await;
        }
    }
}

async fn a_message_to_the_merged_one_reaches_the_other(desk: TestDesk) {
    let (first, second) = twice(&desk).await;
    confirm(&desk, &[&first, &second]).await;
    merge(&desk.app, desk.actor("camille"), second.id, first.number, None).await.unwrap();
    desk.reply(first.id, "Prenez du 38.").await;
    let marie = desk.visitor();
    let older = format!("/q/{}", first.token.as_str());
    let action = format!("{older}/messages");
    marie.fill(&older, &action, &[("body", "Et en bleu ?")]).await.leads_to(&older);
    let followed = desk.follow_up(&second, "Et en rouge ?").await;
    assert_eq!((followed.question, followed.number), (first.id, 1001));
    let view = desk.question(first.id).await;
    assert_eq!(view.question.status, Status::Assigned);
    assert_eq!(desk.target(first.id, TargetKind::NextReply).await.state, TargetState::Pending);
    assert_eq!(desk.question(second.id).await.question.status, Status::Closed);
    // A third one that goes on in the second goes on in the first, whichever was merged first.
    desk.clock.advance(SignedDuration::from_mins(1));
    let (third, fourth) = (desk.ask_for("lea", SIZES).await, desk.ask_for("lea", SIZES).await);
    confirm(&desk, &[&third, &fourth]).await;
    let camille = desk.actor("camille");
    merge(&desk.app, camille, fourth.id, third.number, None).await.unwrap();
    merge(&desk.app, camille, third.id, first.number, None).await.unwrap();
    assert_eq!(desk.question(fourth.id).await.question.merged_into, Some(first.id));
    desk.reply(first.id, "En rouge aussi.").await;
    sound(&desk).await;
}

async fn it_was_not_the_same(desk: TestDesk) {
    let (first, second) = twice(&desk).await;
    let camille = desk.signed_in("camille").await;
    merge(&desk.app, desk.actor("camille"), second.id, first.number, None).await.unwrap();
    let (place, action) = (format!("/questions/{}", second.id), format!("/questions/{}/reopen", second.id));
    camille.get(&place).await.says("Réunie à #1001").says("Ce n’est pas la même");
    camille.fill(&place, &action, &[]).await.is(303);
    let view = desk.question(second.id).await;
    assert_eq!((view.question.status, view.question.merged_into), (Status::Assigned, None));
    assert!(view.events.iter().any(|event| matches!(event.what, EventKind::Unmerged { number: 1001, .. })));
    assert_eq!(desk.target(second.id, TargetKind::NextReply).await.state, TargetState::Pending);
    assert_eq!(desk.question(first.id).await.thread.len(), 1);
    desk.visitor().get(&format!("/q/{}", second.token.as_str())).await.is(200).says("personne ne me dit");
    sound(&desk).await;
}

async fn no_promise_is_put_off(desk: TestDesk) {
    let first = desk.ask_for("lea", SIZES).await;
    desk.reply(first.id, "Du 38.").await;
    desk.clock.advance(SignedDuration::from_mins(10));
    let second = desk.ask_for("lea", SIZES).await;
    // Due at 17:00; what the customer writes to the first now is due later.
    desk.clock.set("2026-11-23T15:00:00Z");
    desk.follow_up(&first, "Et la coupe ?").await;
    let owed = [first.id, second.id];
    let (next, reply) = (
        desk.target(owed[0], TargetKind::NextReply).await.due_at.unwrap(),
        desk.target(owed[1], TargetKind::FirstReply).await.due_at.unwrap(),
    );
    assert!(reply < next);
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", second.id), format!("/questions/{}/relate", second.id));
    let before = desk.rows().await;
    let refused = camille.fill(&place, &action, &[("number", "1001"), ("as", "merge")]).await.is(422);
    refused.says("repousserait ce qui a été promis");
    assert_eq!(desk.rows().await, before);
}

async fn what_cannot_be_merged_is_told(desk: TestDesk) {
    let (first, second) = twice(&desk).await;
    let mut other = asks(PARCEL);
    "Paul Girard".clone_into(&mut other.customer.name);
    other.customer.email = Some("paul@example.org".to_owned());
    let other = intake::ask(&desk.app, Actor::Customer, other).await.unwrap();
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", second.id), format!("/questions/{}/relate", second.id));
    let before = desk.rows().await;
    for (typed, said) in [
        ("1002", "C’est la question elle-même"),
        ("#1003", "posée par quelqu’un d’autre"),
        ("9999", "n’existe pas"),
        ("#", "n’existe pas"),
    ] {
        camille.fill(&place, &action, &[("number", typed), ("as", "merge")]).await.is(422).says(said);
    }
    camille.fill(&place, &action, &[("number", "1001"), ("as", "nothing")]).await.is(422);
    assert_eq!(desk.rows().await, before);
    let _ = other;
    let stale = merge(&desk.app, desk.actor("camille"), second.id, first.number, Some(99)).await;
    assert!(matches!(stale, Err(souffleur_app::Error::Stale { .. })));
    desk.reply(first.id, "Du 38.").await;
    camille.fill(&place, &action, &[("number", "1001"), ("as", "merge")]).await.is(422).says("déjà réglée");
    for name in ["lea", "nadia", "ada"] {
        assert!(merge(&desk.app, desk.actor(name), second.id, first.number, None).await.is_err(), "{name}");
    }
}

async fn what_was_private_stays_so(desk: TestDesk) {
    // On the web anybody can type an address: nobody gets to read what its owner wrote, in either direction.
    let first = desk.ask_for("lea", SIZES).await;
    let mut private = asks("Ma commande 4711 : quelle taille choisir pour elle ?");
    private.visibility = Some(souffleur_core::question::Visibility::Private);
    intake::ask(&desk.app, Actor::Customer, private).await.unwrap();
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", first.id), format!("/questions/{}/relate", first.id));
    let before = desk.rows().await;
    let refused = camille.fill(&place, &action, &[("number", "1002"), ("as", "merge")]).await.is(422);
    refused.says("chacun peut taper une adresse");
    assert_eq!(desk.rows().await, before);
    desk.visitor().get(&format!("/q/{}", first.token.as_str())).await.does_not_say("4711");

    // A bridge for mail knows who writes.
    let bridge = desk.program("email").await;
    let mail = |body: &str| {
        serde_json::json!({ "body": body, "visibility": "private",
            "customer": { "name": "Paul Girard", "email": "paul@example.org" } })
    };
    let third =
        bridge.post("/api/v1/questions", &mail("Ma commande 4712 est-elle partie ?")).await.is(201).json;
    let fourth = bridge.post("/api/v1/questions", &mail("Et la commande 4713 ?")).await.is(201).json;
    let id = serde_json::from_value(third["id"].clone()).unwrap();
    merge(&desk.app, desk.actor("camille"), id, fourth["number"].as_i64().unwrap(), None).await.unwrap();
    let stranger = desk.visitor();
    for place in ["/", "/wall/1003", "/wall/1004"] {
        stranger.get(place).await.does_not_say("4712").does_not_say("4713");
    }
    let (_, token) = third["public_url"].as_str().unwrap().split_once("/q/").unwrap();
    desk.visitor().get(&format!("/q/{token}")).await.is(200).says("4712").says("4713");
}

async fn a_message_becomes_a_question_of_its_own(desk: TestDesk) {
    let first = desk.ask_for("lea", SIZES).await;
    desk.clock.advance(SignedDuration::from_mins(30));
    let came = desk.now();
    let followed =
        desk.follow_up(&first, "Où est mon colis ? Le suivi du transporteur annonce un retard.").await;
    // Past noon, somebody notices. The promise is that of the morning all the same.
    desk.clock.set("2026-11-23T13:00:00Z");
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", first.id), format!("/questions/{}/split", first.id));
    let done = camille.fill(&place, &action, &[]).await.is(303);
    camille.follow(&done).await.says("question #1002").says("Liée à");

    let found = question::by_number(&desk.app, desk.actor("camille"), 1002).await.unwrap();
    assert_eq!((found.question.asked_at, found.thread.len(), found.thread[0].at), (came, 1, came));
    assert_eq!(found.question.assignee.expert(), Some(desk.user("karim")), "routed like any other");
    let reply = desk.target(found.question.id, TargetKind::FirstReply).await;
    assert_eq!((reply.set_at, reply.due_at), (came, first.due_at), "asked before noon: today at 17:00");
    let draft = desk.target(found.question.id, TargetKind::Draft).await;
    assert!(draft.set_at == desk.now() && draft.due_at.unwrap() > desk.now());
    assert_eq!(desk.question(first.id).await.thread.len(), 2, "the message stays where it was said");
    assert_eq!(found.related[0].relation, Relation::Linked);
    desk.settle().await;
    let receipts = desk.letters_to(CUSTOMER);
    assert_eq!(receipts.len(), 2);
    assert!(receipts[1].text.contains("1002"), "the customer knows its page");
    let again = intake::split(&desk.app, desk.actor("camille"), first.id, followed.message).await;
    assert!(again.is_err(), "once is enough");
    desk.reply(found.question.id, "Il arrive demain.").await;
    assert_eq!(desk.target(found.question.id, TargetKind::FirstReply).await.state, TargetState::Met);
    sound(&desk).await;
}

async fn what_cannot_be_split_is_told(desk: TestDesk) {
    let first = desk.ask_for("lea", SIZES).await;
    let reply = desk.reply(first.id, "Du 38.").await;
    let opening = desk.question(first.id).await.thread[0].id;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", first.id), format!("/questions/{}/split", first.id));
    assert!(!camille.get(&place).await.has_form(&action), "there is nothing to split");
    desk.follow_up(&first, "Et où est le colis ?").await;
    let before = desk.rows().await;
    for message in [opening, reply.message] {
        let typed = message.to_string();
        camille.fill(&place, &action, &[("message", &typed)]).await.is(422);
    }
    camille.fill(&place, &action, &[("message", "1042")]).await.is(400);
    assert!(intake::split(&desk.app, desk.actor("lea"), first.id, opening).await.is_err());
    assert_eq!(desk.rows().await, before);
}

async fn questions_are_linked_and_unlinked(desk: TestDesk) {
    let (first, second) = (desk.ask_for("lea", SIZES).await, desk.ask_for("karim", PARCEL).await);
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", second.id), format!("/questions/{}/relate", second.id));
    camille.fill(&place, &action, &[("number", "#1001"), ("as", "link")]).await.is(303);
    for asked in [&first, &second] {
        camille.get(&format!("/questions/{}", asked.id)).await.says("Liée à");
        let events = desk.question(asked.id).await.events;
        assert!(events.iter().any(|event| matches!(event.what, EventKind::Linked { .. })));
    }
    desk.signed_in("nadia").await.get(&place).await.says("Liée à");
    let before = desk.rows().await;
    camille.fill(&place, &action, &[("number", "1001"), ("as", "link")]).await.is(422).says("déjà liée");
    camille.fill(&place, &action, &[("number", "1002"), ("as", "link")]).await.is(422);
    assert!(link(&desk.app, desk.actor("nadia"), first.id, 1002).await.is_err());
    assert_eq!(desk.rows().await, before);
    let place = format!("/questions/{}", first.id);
    camille.fill(&place, &format!("{place}/unlink"), &[]).await.is(303);
    assert!(desk.question(second.id).await.related.is_empty());
    assert!(unlink(&desk.app, desk.actor("camille"), first.id, 1002).await.is_err());
    let message = FollowUp::new(Thread::Token(first.token.clone()), "Merci !");
    intake::follow_up(&desk.app, Actor::Customer, message).await.unwrap();
    sound(&desk).await;
}
