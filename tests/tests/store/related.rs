//! Questions that belong together come back as they were put together, and weigh on nobody twice.

use souffleur_core::{
    actor::Actor,
    event::{Event, EventKind},
    question::{Question, Status},
    side_draft::SideDraft,
};
use souffleur_store::read::{InboxQuery, Relation, Scope};

use crate::{
    house::{House, staff},
    world::{World, at, text},
};

on_both!(
    what_is_answered_together_comes_back,
    links_have_no_direction,
    what_follows_is_no_work_of_its_own,
    verify_sees_what_makes_no_sense,
    verify_sees_what_the_history_does_not_tell,
);

async fn what_is_answered_together_comes_back(world: World) {
    let house = House::open(&world).await;
    let lead = house.ask(&world, 1, 0, 60).await.question;
    let mut follower = house.ask(&world, 2, 1, 61).await.question;
    house.ask(&world, 3, 2, 62).await;
    follower.lead = Some(lead.id);
    let mut tx = world.begin().await;
    follower.version = tx.save_question(&follower, 1, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.question(follower.id).await.unwrap(), Some(follower.clone()));
    let around = |view: souffleur_store::read::QuestionView| -> Vec<_> {
        view.related.into_iter().map(|one| (one.relation, one.row.number)).collect()
    };
    let view = read.question_view(lead.id).await.unwrap().unwrap();
    assert_eq!(around(view), [(Relation::Follower, 2)]);
    let view = read.question_view(follower.id).await.unwrap().unwrap();
    assert_eq!(around(view), [(Relation::Lead, 1)]);
    let rows = read.inbox(&InboxQuery::new(Scope::All, 10)).await.unwrap().items;
    let seen: Vec<_> =
        rows.iter().map(|row| (row.number, row.lead.map(|(_, number)| number), row.followers)).collect();
    assert_eq!(seen, [(1, None, 1), (2, Some(1), 0), (3, None, 0)]);
    assert_eq!(read.followers(lead.id).await.unwrap().len(), 1);
}

async fn links_have_no_direction(world: World) {
    let house = House::open(&world).await;
    let one = house.ask(&world, 1, 0, 60).await.question;
    let other = house.ask(&world, 2, 1, 61).await.question;
    let mut tx = world.begin().await;
    tx.link(&other, &one, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    for (from, to) in [(&one, &other), (&other, &one)] {
        assert!(read.are_linked(from.id, to.id).await.unwrap());
        let around = read.related(from).await.unwrap();
        assert_eq!(around.len(), 1);
        assert_eq!((around[0].relation, around[0].row.id), (Relation::Linked, to.id));
    }
    let mut tx = world.begin().await;
    assert!(tx.link(&one, &other, at(4)).await.is_err(), "one link is enough");
    drop(tx);
    let mut tx = world.begin().await;
    assert!(tx.unlink(&one, &other).await.unwrap());
    assert!(!tx.unlink(&other, &one).await.unwrap());
    tx.commit().await.unwrap();
    assert!(!read.are_linked(other.id, one.id).await.unwrap());
}

async fn what_follows_is_no_work_of_its_own(world: World) {
    let house = House::open(&world).await;
    let lead = house.ask(&world, 1, 0, 60).await.question;
    let mut follower = house.ask(&world, 2, 1, 61).await.question;
    follower.lead = Some(lead.id);
    let mut tx = world.begin().await;
    tx.save_question(&follower, 1, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.open_load().await.unwrap(), [(house.lea.id, 1)].into());
    assert_eq!(read.open_pressure(at(5)).await.unwrap()[&house.lea.id].0, 1);
    let own = read.counts(Scope::Own(house.lea.id), at(5), at(600)).await.unwrap();
    assert_eq!((own.open, own.by_status[&Status::Assigned]), (1, 1));
    assert_eq!(read.counts(Scope::All, at(5), at(600)).await.unwrap().open, 2);
    let query = InboxQuery { alone: true, ..InboxQuery::new(Scope::Own(house.lea.id), 10) };
    let own = read.inbox(&query).await.unwrap().items;
    assert_eq!(own.iter().map(|row| row.number).collect::<Vec<_>>(), [1]);
}

async fn verify_sees_what_makes_no_sense(world: World) {
    let house = House::open(&world).await;
    let one = house.ask(&world, 1, 0, 60).await.question;
    let mut other = house.ask(&world, 2, 1, 61).await.question;
    other.merged_into = Some(one.id);
    let mut tx = world.begin().await;
    tx.save_question(&other, 1, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    let findings = world.store.verify().await.unwrap().findings;
    assert!(findings.iter().any(|one| one.number == 2 && one.what.contains("merged")), "{findings:?}");
}

async fn verify_sees_what_the_history_does_not_tell(world: World) {
    let house = House::open(&world).await;
    let mut all = Vec::new();
    for number in 1..=4 {
        all.push(house.ask(&world, number, number, 60).await.question);
    }
    related(&world, &house, &mut all).await;
    let untold = async || -> Vec<(i64, String)> {
        let findings = world.store.verify().await.unwrap().findings.into_iter();
        findings.filter(|one| one.what.contains("by its history")).map(|one| (one.number, one.what)).collect()
    };
    assert_eq!(untold().await, []);
    let tom = house.tom.id;
    for (damage, found) in [
        (
            "UPDATE question SET lead_id = NULL",
            (2, "it is answered with none; by its history, #1".to_owned()),
        ),
        (
            "UPDATE question SET merged_into = NULL",
            (4, "it is merged into none; by its history, #3".to_owned()),
        ),
        ("DELETE FROM question_link", (3, "it is linked with none; by its history, #1".to_owned())),
        ("UPDATE side_draft SET at = NULL", (1, format!("colleague {tom} was asked at "))),
        ("DELETE FROM side_draft", (1, format!("colleague {tom} was not asked; by its history, asked at "))),
    ] {
        world.meddle(damage).await.unwrap();
        let untold = untold().await;
        let seen = untold.iter().any(|(number, what)| *number == found.0 && what.starts_with(&found.1));
        assert!(seen, "{damage}: {untold:?}");
    }
}

/// Every relation once, one of them given up, and a colleague who is asked twice and writes between.
async fn related(world: &World, house: &House, all: &mut [Question]) {
    let by = staff(&house.lea);
    let line = |question: &Question, by: Actor, minute, what| Event {
        id: world.id(),
        question: Some(question.id),
        by,
        at: at(minute),
        what,
    };
    let linked = |other: &Question| EventKind::Linked { other: other.id, number: other.number };
    let (one, two, three, four) = (all[0].clone(), &all[1], &all[2], &all[3]);
    let tom = EventKind::ColleagueAsked { colleague: house.tom.id };
    let unlinked = |other: &Question| EventKind::Unlinked { other: other.id, number: other.number };
    let history = [
        line(two, by, 5, EventKind::Followed { lead: one.id, number: 1 }),
        line(four, by, 6, EventKind::Merged { into: three.id, number: 3 }),
        line(&one, by, 7, linked(three)),
        line(three, by, 7, linked(&one)),
        line(&one, by, 7, linked(two)),
        line(two, by, 7, linked(&one)),
        line(&one, by, 8, unlinked(two)),
        line(two, by, 8, unlinked(&one)),
        line(&one, by, 8, tom.clone()),
        line(&one, staff(&house.tom), 9, EventKind::SideDraftWritten),
        line(&one, by, 10, tom),
    ];
    let asked = |minute| SideDraft {
        question: one.id,
        author: house.tom.id,
        asked_by: house.lea.id,
        asked_at: at(minute),
        request: text("@tom Quel délai ?"),
        body: None,
        at: None,
    };
    let mut tx = world.begin().await;
    tx.append(&history).await.unwrap();
    tx.link(&one, three, at(7)).await.unwrap();
    tx.ask_colleague(&asked(8)).await.unwrap();
    let written = SideDraft { body: Some(text("Cinq jours.")), at: Some(at(9)), ..asked(8) };
    tx.write_side_draft(&written).await.unwrap();
    tx.ask_colleague(&asked(10)).await.unwrap();
    let into = three.id;
    all[1].lead = Some(one.id);
    all[3].merged_into = Some(into);
    for question in [&all[1], &all[3]] {
        tx.save_question(question, 1, at(11)).await.unwrap();
    }
    tx.commit().await.unwrap();
}
