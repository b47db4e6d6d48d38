//! The database walks an index in the order of the list, whoever asks for it, and never sorts.

use souffleur_core::question::Status;
use souffleur_search::{Lookup, word};
use souffleur_store::{
    Cursor, Reader,
    read::{InboxQuery, Scope, Sort},
    search::SearchQuery,
};

use crate::{
    house::House,
    world::{World, at},
};

on_both!(every_list_walks_its_index, a_claim_walks_the_timers_that_wait);

/// Enough questions, each with a message, a promise and a draft, that no planner would rather read them all.
pub(crate) const CROWD: [&str; 4] = [
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        INSERT INTO question SELECT {id}, 10000 + i, 'crowd-' || i, 1, status, NULL, visibility, channel, NULL, subject,
        language, topic_id, customer_id, voice_id, expert_id, asked_at + i, changed_at, next_due_at + i % 500, NULL, NULL,
        NULL, NULL
        FROM question, n",
    "INSERT INTO message SELECT {id}, id, 'customer', NULL, 'Bonjour', asked_at, NULL, 'reply', 'web', NULL
        FROM question WHERE number > 10000",
    "INSERT INTO target SELECT {id}, question.id, kind, state, set_at, next_due_at, met_at, reason, target.expert_id,
        policy_id, policy_version, calendar_id, calendar_version
        FROM question, target WHERE number > 10000 AND kind = 'draft'",
    "INSERT INTO draft SELECT {id}, id, expert_id, 'requested', 0, NULL, asked_at FROM question WHERE number > 10000",
];

async fn every_list_walks_its_index(world: World) {
    let house = House::open(&world).await;
    house.ask(&world, 1, 0, 60).await;
    let id = if world.is_postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    for sql in CROWD {
        world.meddle(&sql.replace("{id}", id)).await.unwrap();
    }
    if world.is_postgres() {
        // As its housekeeping does by itself before long; SQLite plans without having counted.
        world.meddle("ANALYZE").await.unwrap();
    }

    let all = || InboxQuery::new(Scope::All, 50);
    let open = vec![Status::New, Status::Assigned, Status::Drafted];
    let page = world.store.read().inbox(&all()).await.unwrap();
    let after: Option<Cursor> = page.next;
    assert!(after.is_some());
    let lists = [
        (all(), "question_due"),
        (InboxQuery { after, ..all() }, "question_due"),
        (InboxQuery { statuses: open.clone(), ..all() }, "question_due"),
        (InboxQuery { statuses: open.clone(), after, ..all() }, "question_due"),
        (
            InboxQuery { statuses: open, ..InboxQuery::new(Scope::Own(house.lea.id), 50) },
            "question_expert_due",
        ),
        (InboxQuery { after, ..InboxQuery::new(Scope::Own(house.lea.id), 50) }, "question_expert_due"),
        (InboxQuery { topic: Some(house.topics[0].id), after, ..all() }, "question_topic_due"),
        (InboxQuery { statuses: vec![Status::Assigned], after, ..all() }, "question_status_due"),
        (InboxQuery { sort: Sort::AskedAt, after, ..all() }, "question_asked"),
    ];
    for (query, index) in lists {
        walks_its_index(&world, &query, index, world.store.read()).await;
        // From its sixth run on, PostgreSQL may take the plan that looks at no value.
        walks_its_index(&world, &query, index, world.store.read().by_generic_plan()).await;
    }
    for read in [world.store.read(), world.store.read().by_generic_plan()] {
        let plan = read.explain_wall(after, 20).await.unwrap();
        let strays = ["Sort", "Seq Scan on question", "TEMP B-TREE"];
        assert!(
            !plan.iter().any(|line| strays.iter().any(|stray| line.contains(stray))),
            "the wall: {plan:#?}"
        );
    }
}

async fn walks_its_index(world: &World, query: &InboxQuery, index: &str, read: Reader) {
    let plan = read.explain_inbox(query).await.unwrap();
    let has = |words: &str| plan.iter().any(|line| line.contains(words));
    let (walks, strays) = if world.is_postgres() {
        // With one expert, topic and status in the house, the indexes that start with them are as good as the plain
        // one: each of them gives the order.
        (has("using question_"), has("Sort") || has("Seq Scan on question") || has("Seq Scan on message"))
    } else {
        let walks = [format!("question USING INDEX {index} "), format!("question USING INDEX {index}")];
        let walks = plan.iter().any(|line| line.contains(&walks[0]) || line.ends_with(&walks[1]));
        (walks, has("TEMP B-TREE"))
    };
    assert!(walks && !strays, "{query:?} should walk {index}:\n{}", plan.join("\n"));
}

/// A crowd of timers, of which few are due, each on a question of its own.
const WAITING: &str = "INSERT INTO timer (id, due_at, kind, target_id, question_id, fired_at)
    SELECT {id}, target.due_at + question.number * 1000, 'breach', target.id, question.id,
        CASE WHEN question.number % 4 = 0 THEN 1 END
    FROM question, target WHERE question.number > 10000 AND target.question_id = question.id";

async fn a_claim_walks_the_timers_that_wait(world: World) {
    House::open(&world).await.ask(&world, 1, 0, 60).await;
    let id = if world.is_postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    for sql in CROWD.iter().chain([&WAITING]) {
        world.meddle(&sql.replace("{id}", id)).await.unwrap();
    }
    if world.is_postgres() {
        world.meddle("ANALYZE").await.unwrap();
    }
    let mut tx = world.begin().await;
    let plan = tx.explain_claim(at(60), 250).await.unwrap();
    let walks = plan.iter().filter(|line| line.contains("timer_due")).count();
    let strays = ["Seq Scan", "Sort", "TEMP B-TREE", "Hash Join"];
    assert!(
        walks == 2 && !plan.iter().any(|line| strays.iter().any(|stray| line.contains(stray))),
        "{plan:#?}"
    );
    assert!(tx.claim_timers(at(60), 250).await.unwrap().timers.len() < 250);
}

/// A desk with a million promises that run looks for the stale ones at every start and change of settings.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_stale_is_found_by_its_calendar() {
    let world = World::sqlite().await;
    House::open(&world).await.ask(&world, 1, 0, 60).await;
    for sql in CROWD {
        world.meddle(&sql.replace("{id}", "randomblob(16)")).await.unwrap();
    }
    let plan = world.store.read().explain_stale().await.unwrap();
    assert!(plan.iter().any(|line| line.contains("target_counted")), "{plan:#?}");
    assert!(!plan.iter().any(|line| line.starts_with("SCAN target")), "{plan:#?}");
}

/// A past to search on PostgreSQL: a word in one question of three, one in one of a thousand, and others of their own.
const SAID: [&str; 2] = [
    "INSERT INTO search_index SELECT n, to_tsvector('simple', concat_ws(' ', '_n13_' || (n >> 13), '_n16_' || (n >> 16),
            CASE WHEN n % 3 = 0 THEN 'card' END, CASE WHEN n % 1000 = 0 THEN 'gift' END,
            (SELECT string_agg(md5((n * i % 50000)::text), ' ') FROM generate_series(1, 20) i)))
        FROM generate_series(1001, 40000) n",
    "UPDATE counter SET value = 40000 WHERE name = 'search_cursor'",
];

/// On the way back through all questions, what is not there is found last. SQLite's index knows the way by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_nowhere_is_not_looked_for_everywhere() {
    let world = World::postgres().await;
    House::open(&world).await.ask(&world, 1, 0, 60).await;
    for sql in [CROWD[0], SAID[0], SAID[1], "ANALYZE"] {
        world.meddle(&sql.replace("{id}", "gen_random_uuid()")).await.unwrap();
    }
    for typed in [vec!["card"], vec!["gift"], vec!["nowhere"], vec!["card", "gift", "nowhere"]] {
        let all = typed.iter().map(|one| word(one)).collect();
        let lookup = Lookup { all, none: vec![] };
        let query = SearchQuery { scope: Scope::All, lookup, facets: vec![], newest: 300 };
        for read in [world.store.read(), world.store.read().by_generic_plan()] {
            let plan = read.explain_search(&query).await.unwrap();
            let has = |words: &str| plan.iter().filter(|line| line.contains(words)).count();
            assert_eq!(has("on search_index_stems"), 2, "the newest span, then everything: {plan:#?}");
            assert_eq!(has("Index Scan using question_number"), 2, "one by one: {plan:#?}");
            for stray in ["search_index_pkey", "Seq Scan on search_index", "Seq Scan on question", "Backward"]
            {
                assert_eq!(has(stray), 0, "{stray}: {plan:#?}");
            }
        }
    }
}
