//! What happens in the wings comes back as it was written: drafts, assignments, promises.

use std::collections::HashMap;

use souffleur_core::{
    assignment::{Assignment, DecidedBy},
    autosave::Autosave,
    draft::{Draft, DraftState},
    message::MessageKind,
    question::Assignee,
    scheduled::{ScheduledReply, StopReason},
    user::User,
};
use souffleur_sla::TargetKind;
use souffleur_store::{
    DraftVersion, Error, Target, TargetState,
    read::{InboxQuery, Scope},
};

use crate::{
    house::{House, staff},
    world::{World, at, text},
};

on_both!(
    drafts_keep_every_version,
    assignments_keep_their_reasons,
    promises_come_back,
    a_reply_waits_until_it_is_taken,
    what_is_being_written_is_kept_for_each
);

async fn drafts_keep_every_version(world: World) {
    let house = House::open(&world).await;
    let question = house.ask(&world, 1, 0, 60).await.question.id;
    let mut draft = Draft {
        id: world.id(),
        question,
        author: house.lea.id,
        state: DraftState::Requested,
        version: 0,
        body: None,
        remark: None,
        at: at(1),
    };
    let mut tx = world.begin().await;
    tx.insert_draft(&draft).await.unwrap();
    assert_eq!(tx.draft(draft.id).await.unwrap(), Some(draft.clone()));
    for (version, body) in [(1, "Il arrive demain."), (2, "Il arrive mardi.")] {
        (draft.version, draft.body, draft.at) = (version, Some(text(body)), at(1 + i64::from(version)));
        draft.state = DraftState::Submitted;
        tx.save_draft(&draft).await.unwrap();
    }
    // Sent back: the version stays what it was.
    (draft.state, draft.remark, draft.at) = (DraftState::Returned, Some(text("Plus court ?")), at(9));
    tx.save_draft(&draft).await.unwrap();
    tx.commit().await.unwrap();

    let read = world.store.read();
    let versions = [(1, "Il arrive demain.", at(2)), (2, "Il arrive mardi.", at(3))];
    let versions = versions.map(|(version, body, at)| DraftVersion { version, body: text(body), at });
    assert_eq!(read.drafts_of(question).await.unwrap(), [(draft.clone(), versions.to_vec())]);
    assert_eq!(read.open_draft_of(question).await.unwrap(), Some(draft.clone()));
    draft.state = DraftState::Used;
    let mut tx = world.begin().await;
    tx.save_draft(&draft).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.open_draft_of(question).await.unwrap(), None);
    assert_eq!(read.draft(draft.id).await.unwrap(), Some(draft));
}

async fn assignments_keep_their_reasons(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let explanation = serde_json::json!({
        "format": 1, "decided_by": "router", "reason": "best_expert", "confidence": 0.830_001, "threshold": 0.35,
        "topics": [{"topic": house.topics[0].id, "name": "Livraison", "probability": 0.83}], "others": [],
        "model": {"version": 3, "examples": 120, "corrections": 2}
    });
    let routed = Assignment {
        id: world.id(),
        explanation: Some(serde_json::from_value(explanation).unwrap()),
        ..asked.assignment.clone()
    };
    let by_hand = Assignment {
        id: world.id(),
        question: asked.question.id,
        assignee: Assignee::CommunityManager,
        topic: None,
        decided_by: DecidedBy::Expert,
        confidence: None,
        explanation: None,
        reason: Some(text("Pas moi, voyez Tom.")),
        by: staff(&house.lea),
        at: at(4),
        opened_at: None,
    };
    let mut tx = world.begin().await;
    tx.insert_assignment(&routed).await.unwrap();
    tx.insert_assignment(&by_hand).await.unwrap();
    tx.open_assignment(routed.id, at(5)).await.unwrap();
    tx.open_assignment(routed.id, at(6)).await.unwrap();
    tx.commit().await.unwrap();
    let routed = Assignment { opened_at: Some(at(5)), ..routed };
    let read = world.store.read();
    assert_eq!(read.last_assignment_of(asked.question.id).await.unwrap().as_ref(), Some(&by_hand));
    assert_eq!(read.assignments_of(asked.question.id).await.unwrap(), [asked.assignment, routed, by_hand]);
}

async fn promises_come_back(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let read = world.store.read();
    assert_eq!(read.pending_targets(asked.question.id).await.unwrap(), asked.targets);
    let [draft, reply] = asked.targets.clone().try_into().unwrap();
    let late = Target { state: TargetState::Breached, ..draft };
    let settled = Target {
        state: TargetState::NoReplyNeeded,
        reason: Some(text("Un merci.")),
        met_at: None,
        expert: None,
        ..reply
    };
    let paused = Target { due_at: None, ..house.target(&world, &asked.question, TargetKind::Close, at(90)) };
    let mut tx = world.begin().await;
    tx.insert_targets(std::slice::from_ref(&paused)).await.unwrap();
    tx.save_target(&late).await.unwrap();
    tx.save_target(&settled).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.target(late.id).await.unwrap(), Some(late.clone()));
    assert_eq!(read.targets_of(asked.question.id).await.unwrap(), [late.clone(), settled, paused.clone()]);
    assert_eq!(read.pending_targets(asked.question.id).await.unwrap(), std::slice::from_ref(&paused));
    assert_eq!(read.unmet_targets(asked.question.id).await.unwrap(), [late, paused.clone()]);
    let mut tx = world.begin().await;
    tx.hand_over_targets(asked.question.id, Some(house.tom.id)).await.unwrap();
    tx.commit().await.unwrap();
    let handed = Target { expert: Some(house.tom.id), ..paused };
    assert_eq!(read.pending_targets(asked.question.id).await.unwrap(), [handed]);
}

async fn a_reply_waits_until_it_is_taken(world: World) {
    let house = House::open(&world).await;
    let question = house.ask(&world, 1, 0, 60).await.question.id;
    let later = house.ask(&world, 2, 0, 60).await.question.id;
    let new = |question, leaves_at| ScheduledReply {
        files: vec![],
        question,
        by: house.claire(),
        body: text("Il arrive demain."),
        draft: None,
        weight: MessageKind::Holding,
        version: 3,
        confirmed_leaks: true,
        decided_at: at(5),
        leaves_at: at(leaves_at),
        stopped: None,
    };
    let mut tx = world.begin().await;
    tx.schedule_reply(&new(later, 20)).await.unwrap();
    tx.schedule_reply(&new(question, 10)).await.unwrap();
    assert!(matches!(tx.schedule_reply(&new(question, 30)).await, Err(Error::Conflict(_))), "one a question");
    tx.rollback().await.unwrap();
    let mut tx = world.begin().await;
    tx.schedule_reply(&new(later, 20)).await.unwrap();
    tx.schedule_reply(&new(question, 10)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.next_scheduled_replies(9).await.unwrap(), [new(question, 10), new(later, 20)]);
    let shown = async || {
        let page = world.store.read().inbox(&InboxQuery::new(Scope::All, 9)).await.unwrap();
        page.items.iter().map(|row| (row.id, row.leaves_at)).collect::<HashMap<_, _>>()
    };
    assert_eq!(shown().await[&question], Some(at(10)));

    let mut tx = world.begin().await;
    assert!(tx.stop_scheduled_reply(question, StopReason::Recalled).await.unwrap());
    assert!(!tx.stop_scheduled_reply(question, StopReason::Changed).await.unwrap(), "once");
    assert!(tx.take_scheduled_reply(later).await.unwrap());
    assert!(!tx.take_scheduled_reply(later).await.unwrap(), "once");
    tx.commit().await.unwrap();
    assert!(read.next_scheduled_replies(9).await.unwrap().is_empty());
    let stopped = ScheduledReply { stopped: Some(StopReason::Recalled), ..new(question, 10) };
    assert_eq!(read.scheduled_reply(question).await.unwrap(), Some(stopped));
    assert!(shown().await.values().all(Option::is_none), "no list says that anything waits");
}

async fn what_is_being_written_is_kept_for_each(world: World) {
    let house = House::open(&world).await;
    let question = house.ask(&world, 1, 0, 60).await.question.id;
    let writes = |author: &User, body: &str, second| Autosave {
        question,
        author: author.id,
        body: text(body),
        draft: None,
        at: at(second),
    };
    let (claire, lea) = (writes(&house.claire, "Bonjour", 1), writes(&house.lea, "Demain", 2));
    let longer = writes(&house.claire, "Bonjour Marie", 3);
    let mut tx = world.begin().await;
    for unsent in [&claire, &lea, &longer] {
        tx.keep_unsent(unsent).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.unsent_on(question).await.unwrap(), [longer.clone(), lea.clone()]);
    let mut tx = world.begin().await;
    assert_eq!(tx.forget_unsent_before(at(3)).await.unwrap(), 1);
    assert_eq!(tx.unsent_on(question).await.unwrap(), [longer]);
    tx.forget_unsent(question, house.claire.id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(read.unsent_on(question).await.unwrap().is_empty());
}
