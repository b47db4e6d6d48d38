//! The inbox: what is owed first comes first, a walk through its pages meets every question once, and no filter lies.

use souffleur_core::{
    channel::Channel,
    draft::{Draft, DraftState},
    question::{Assignee, Status},
};
use souffleur_sla::TargetKind;
use souffleur_store::{
    Cursor, Target, TargetState,
    read::{InboxCounts, InboxQuery, Scope, Sort},
};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(
    pages_meet_every_question_once,
    a_row_says_what_it_should,
    filters_keep_what_they_say,
    what_is_owed_comes_first,
    figures_count_what_lists_show,
);

const OPEN: [Status; 3] = [Status::New, Status::Assigned, Status::Drafted];

async fn numbers(world: &World, query: &InboxQuery) -> Vec<i64> {
    let page = world.store.read().inbox(query).await.unwrap();
    page.items.iter().map(|row| row.number).collect()
}

async fn walk(world: &World, mut query: InboxQuery) -> Vec<i64> {
    let mut met = Vec::new();
    loop {
        let page = world.store.read().inbox(&query).await.unwrap();
        assert!(page.items.len() <= query.limit as usize);
        met.extend(page.items.iter().map(|row| row.number));
        match page.next {
            // As a link carries it.
            Some(next) => query.after = Some(next.to_string().parse::<Cursor>().unwrap()),
            None => return met,
        }
    }
}

async fn pages_meet_every_question_once(world: World) {
    let house = House::open(&world).await;
    // Three due times for thirty questions, asked in three moments.
    for number in 1..=30 {
        house.ask(&world, number, number % 3, 60 + number % 3).await;
    }
    let mut due: Vec<i64> = (1..=30).collect();
    due.sort_by_key(|number| (number % 3, *number));
    let mut asked = due.clone();
    asked.reverse();
    for (sort, expected) in [(Sort::DueAt, due), (Sort::AskedAt, asked)] {
        for limit in [1, 7, 10, 30, 100] {
            let query = InboxQuery { sort, ..InboxQuery::new(Scope::All, limit) };
            assert_eq!(walk(&world, query.clone()).await, expected, "{sort:?} by {limit}");
            let statuses = OPEN.to_vec();
            assert_eq!(walk(&world, InboxQuery { statuses, ..query }).await, expected, "{sort:?} by {limit}");
        }
    }
}

async fn a_row_says_what_it_should(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let draft = Draft {
        id: world.id(),
        question: asked.question.id,
        author: house.lea.id,
        state: DraftState::Submitted,
        version: 1,
        body: Some(text("Il arrive.")),
        remark: None,
        at: at(3),
    };
    let mut tx = world.begin().await;
    tx.insert_draft(&draft).await.unwrap();
    tx.commit().await.unwrap();
    let row = world.store.read().inbox(&InboxQuery::new(Scope::All, 1)).await.unwrap().items.remove(0);
    let question = asked.question;
    assert_eq!((row.id, row.number, row.status, row.version), (question.id, 1, Status::Assigned, 1));
    assert_eq!((row.subject, row.channel, row.language), (question.subject, Channel::Web, question.language));
    assert_eq!(row.excerpt, "Bonjour, mon colis n’est pas arrivé.");
    assert_eq!(row.topic, Some((house.topics[0].id, text("delivery"), text("Livraison"))));
    assert_eq!(row.expert, Some((house.lea.id, text("Léa Martin"))));
    assert_eq!((row.customer_name, row.asked_at), (text("Marie Dupont"), at(0)));
    assert_eq!((row.next_due_at, row.next_kind), (Some(at(60)), Some(TargetKind::FirstReply)));
    assert_eq!((row.draft_state, row.last_message_at), (Some(DraftState::Submitted), Some(at(0))));
}

async fn filters_keep_what_they_say(world: World) {
    let house = House::open(&world).await;
    house.ask(&world, 1, 0, 60).await;
    let mut second = house.asked(&world, 2, 0, 50);
    (second.question.assignee, second.question.status) = (Assignee::Expert(house.tom.id), Status::Drafted);
    (second.question.topic, second.question.channel) = (Some(house.topics[1].id), Channel::Email);
    second.commit(&world).await;
    let mut third = house.asked(&world, 3, 0, 40);
    (third.question.assignee, third.question.status) = (Assignee::CommunityManager, Status::New);
    third.question.topic = None;
    third.commit(&world).await;

    let all = || InboxQuery::new(Scope::All, 10);
    let own = |user| InboxQuery::new(Scope::Own(user), 10);
    let with = |statuses: &[Status]| InboxQuery { statuses: statuses.to_vec(), ..all() };
    let cases = [
        (all(), vec![3, 2, 1]),
        (own(house.lea.id), vec![1]),
        (own(house.claire.id), vec![]),
        (InboxQuery { expert: Some(house.tom.id), ..all() }, vec![2]),
        (InboxQuery { expert: Some(house.tom.id), ..own(house.lea.id) }, vec![]),
        (InboxQuery { topic: Some(house.topics[0].id), ..all() }, vec![1]),
        (InboxQuery { channel: Some(Channel::Email), ..all() }, vec![2]),
        (InboxQuery { late_at: Some(at(50)), ..all() }, vec![3, 2]),
        (InboxQuery { late_at: Some(at(39)), ..all() }, vec![]),
        (with(&[Status::Drafted]), vec![2]),
        (with(&[Status::New, Status::Drafted]), vec![3, 2]),
        (with(&OPEN), vec![3, 2, 1]),
        (with(&[Status::Closed, Status::New]), vec![3]),
        (with(&Status::ALL), vec![3, 2, 1]),
    ];
    for (query, expected) in cases {
        assert_eq!(numbers(&world, &query).await, expected, "{query:?}");
    }
}

async fn what_is_owed_comes_first(world: World) {
    let house = House::open(&world).await;
    let calm = house.ask(&world, 1, 0, 60).await;
    let late = house.ask(&world, 2, 0, 30).await;
    let mut tx = world.begin().await;
    for target in &late.targets {
        tx.save_target(&Target { state: TargetState::Breached, ..target.clone() }).await.unwrap();
    }
    tx.commit().await.unwrap();
    let all = InboxQuery::new(Scope::All, 10);
    let rows = world.store.read().inbox(&all).await.unwrap().items;
    assert_eq!((rows[0].number, rows[0].version), (2, 1), "a broken promise moves nothing but time");
    assert_eq!((rows[0].next_due_at, rows[0].next_kind), (Some(at(30)), Some(TargetKind::FirstReply)));

    // Answered too late: nothing is owed any more, and it sinks below what is open.
    let mut question = late.question.clone();
    question.status = Status::Answered;
    let mut tx = world.begin().await;
    let met = Target { state: TargetState::Breached, met_at: Some(at(40)), ..late.targets[1].clone() };
    tx.save_target(&met).await.unwrap();
    tx.save_question(&question, 1, at(40)).await.unwrap();
    // Open without any promise: above what is done, below what has a time.
    let mut unpromised = house.asked(&world, 3, 0, 1);
    (unpromised.targets, unpromised.timers) = (vec![], vec![]);
    unpromised.question.assignee = Assignee::CommunityManager;
    unpromised.question.status = Status::New;
    tx.insert_customer(&unpromised.customer, at(0)).await.unwrap();
    tx.insert_question(&unpromised.question, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(numbers(&world, &all).await, [1, 3, 2]);
    let open = InboxQuery { statuses: OPEN.to_vec(), ..all.clone() };
    assert_eq!(numbers(&world, &open).await, [1, 3]);
    let rows = world.store.read().inbox(&all).await.unwrap().items;
    assert_eq!((rows[1].next_due_at, rows[1].excerpt.as_str()), (None, ""));
    assert_eq!(rows[2].next_due_at, None);

    // The customer writes again: the question is open, and only the new promise counts.
    let mut tx = world.begin().await;
    let next = house.target(&world, &question, TargetKind::NextReply, at(50));
    tx.insert_targets(&[next]).await.unwrap();
    question.status = Status::Assigned;
    tx.save_question(&question, 2, at(45)).await.unwrap();
    tx.commit().await.unwrap();
    let first = world.store.read().inbox(&all).await.unwrap().items.remove(0);
    assert_eq!(
        (first.number, first.next_due_at, first.next_kind),
        (2, Some(at(50)), Some(TargetKind::NextReply))
    );
    assert_eq!(calm.question.number, 1);
}

async fn figures_count_what_lists_show(world: World) {
    let house = House::open(&world).await;
    for number in 1..=5 {
        house.ask(&world, number, 0, number * 10).await;
    }
    let mut closed = house.asked(&world, 6, 0, 15);
    closed.question.status = Status::Closed;
    closed.commit(&world).await;
    let read = world.store.read();
    let counts = read.counts(Scope::All, at(20), at(45)).await.unwrap();
    let by_status = [(Status::Assigned, 5), (Status::Closed, 1)].into();
    assert_eq!(counts, InboxCounts { open: 5, snoozed: 0, late: 2, due_today: 2, by_status });
    let late =
        InboxQuery { late_at: Some(at(20)), statuses: OPEN.to_vec(), ..InboxQuery::new(Scope::All, 9) };
    assert_eq!(numbers(&world, &late).await, [1, 2]);
    assert_eq!(read.counts(Scope::Own(house.tom.id), at(20), at(45)).await.unwrap(), InboxCounts::default());
}
