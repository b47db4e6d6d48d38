//! PostgreSQL's generic plans of what is read most: inbox, counts of views, board, wall and search, as the server itself
//! reports each plan that it executed.

use jiff::tz::TimeZone;
use souffleur_core::{channel::Channel, question::Status};
use souffleur_search::{Lookup, word};
use souffleur_store::{
    Database, Store,
    read::{InboxQuery, Scope, Sight, Sort},
    search::{Facet, SearchQuery, Wanted},
};
use souffleur_tests::harness::postgres::{Cluster, Durability};

use crate::{
    house::House,
    plan::CROWD,
    world::{World, at},
};

/// A long past beside the 5,000 open questions: five of six are done, which only the text of a statement tells a plan that
/// looks at no value.
const PAST: [&str; 5] = [
    "INSERT INTO question SELECT gen_random_uuid(), 100000 + i, 'past-' || i, 1,
        CASE WHEN i % 50 = 0 THEN 'hidden' WHEN i % 5 = 0 THEN 'answered' ELSE 'closed' END, NULL, visibility, channel, NULL,
        subject, language, topic_id, customer_id, voice_id, expert_id, asked_at - i * 60000, changed_at,
        9223372036854775807, NULL, NULL, NULL, NULL
        FROM question, generate_series(1, 25000) i WHERE number < 10000",
    "INSERT INTO message SELECT gen_random_uuid(), id, 'customer', NULL, 'Bonjour', asked_at, NULL, 'reply', 'web', NULL
        FROM question WHERE number > 100000",
    "INSERT INTO target SELECT gen_random_uuid(), q.id, kind, 'met', q.asked_at, q.asked_at + 1000, q.asked_at, reason,
        t.expert_id, policy_id, policy_version, calendar_id, calendar_version
        FROM question q, target t JOIN question first ON first.id = t.question_id
        WHERE q.number > 100000 AND first.number < 10000",
    "INSERT INTO target SELECT gen_random_uuid(), q.id, kind, state, q.asked_at, q.next_due_at, t.met_at, reason,
        t.expert_id, policy_id, policy_version, calendar_id, calendar_version
        FROM question q, target t JOIN question first ON first.id = t.question_id
        WHERE q.number BETWEEN 10001 AND 99999 AND first.number < 10000 AND kind = 'first_reply'",
    "DELETE FROM ledger_touched",
];
/// Every statement of a new connection is planned without its values, and its plan logged.
const LOGGED: [&str; 4] = [
    "session_preload_libraries = 'auto_explain'",
    "auto_explain.log_min_duration = 0",
    "auto_explain.log_nested_statements = on",
    "plan_cache_mode = force_generic_plan",
];

/// A desk with a long past whose every plan is logged.
struct Planned {
    cluster: Cluster,
    house: House,
    store: Store,
}

impl Planned {
    async fn open() -> Self {
        let cluster = Cluster::start(Durability::Quick);
        let world = World::postgres_on(&cluster).await;
        let house = House::open(&world).await;
        house.ask(&world, 1, 0, 60).await;
        for sql in CROWD.iter().chain(&PAST) {
            world.meddle(&sql.replace("{id}", "gen_random_uuid()")).await.unwrap();
        }
        // As its housekeeping does by itself before long.
        world.meddle("VACUUM ANALYZE").await.unwrap();
        let Database::Postgres(url) = &world.database else { unreachable!("it is PostgreSQL") };
        let name = url.split(['/', '?']).find(|part| part.starts_with("desk_")).unwrap();
        for setting in LOGGED {
            world.meddle(&format!("ALTER DATABASE {name} SET {setting}")).await.unwrap();
        }
        let store = Store::open(&world.database).await.unwrap();
        Self { cluster, house, store }
    }

    /// What was planned while something was read: the statements with their plans.
    async fn plans<T>(&self, read: impl Future<Output = T>) -> Vec<String> {
        let before = self.cluster.log().len();
        read.await;
        let log = self.cluster.log();
        let plans = log[before..].split("LOG:  duration: ").filter(|entry| entry.contains("Query Text: "));
        plans.map(str::to_owned).collect()
    }

    /// Something that was read looked at questions, and scanned no table of the past from end to end.
    async fn reads_indexes<T>(&self, what: &str, read: impl Future<Output = T>) {
        let plans = self.plans(read).await;
        assert!(
            plans.iter().any(|plan| plan.contains(" on question ")),
            "{what} reads questions: {plans:#?}"
        );
        for plan in plans {
            for table in ["question", "target", "message"] {
                let scans = format!("Seq Scan on {table} ");
                assert!(!plan.contains(&scans), "{what} reads all of {table}:\n{plan}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_read_most_needs_no_value_to_find_its_index() {
    let planned = Planned::open().await;
    let read = || planned.store.read();
    views(&planned).await;

    let first = read().wall(None, 20).await.unwrap();
    planned.reads_indexes("the wall", read().wall(None, 20)).await;
    planned.reads_indexes("its next page", read().wall(first.next, 20)).await;
    planned.reads_indexes("a public thread", read().thread_by_number(100_001)).await;

    let day = at(0).to_zoned(TimeZone::UTC).date();
    let board = async {
        let view = planned.store.ledger(day, day, &TimeZone::UTC, at(0)).await.unwrap();
        view.due_sums(at(0), at(600)).await.unwrap();
        view.due_between(at(0), at(600)).await.unwrap();
        let running = view.due_now(at(0), at(600));
        assert!(running.len() > 100, "{}", running.len());
        read().drafted_of(running.iter().take(100).map(|fact| fact.question)).await.unwrap();
    };
    planned.reads_indexes("the board", board).await;

    for facets in [
        vec![],
        vec![Wanted::Late(at(60))],
        vec![Wanted::Status(vec![Status::Assigned]), Wanted::Topic(vec![planned.house.topics[0].id])],
        vec![Wanted::After(at(0)), Wanted::Expert(vec![planned.house.lea.id])],
        vec![Wanted::Number(100_001)],
    ] {
        let what = format!("the search for {facets:?}");
        let facets = facets.into_iter().map(Facet::of).collect();
        let lookup = Lookup { all: vec![word("bonjour")], none: vec![] };
        let query = SearchQuery { scope: Scope::All, lookup, facets, newest: 300 };
        planned.reads_indexes(&what, read().search(&query)).await;
    }
}

/// The lists of an inbox and how many each has, as saved views count them.
async fn views(planned: &Planned) {
    let open = || vec![Status::New, Status::Assigned, Status::Drafted];
    let all = || InboxQuery { statuses: open(), ..InboxQuery::new(Scope::All, 50) };
    let (topic, lea) = (planned.house.topics[0].id, planned.house.lea.id);
    let views = [
        all(),
        InboxQuery { statuses: vec![Status::Assigned], ..all() },
        InboxQuery { statuses: vec![Status::Answered], ..all() },
        InboxQuery { topic: Some(topic), ..all() },
        InboxQuery { expert: Some(lea), ..all() },
        InboxQuery { channel: Some(Channel::parse("web").unwrap()), ..all() },
        InboxQuery { late_at: Some(at(60)), ..all() },
        InboxQuery { sight: Some(Sight::In(at(60))), alone: true, ..all() },
        InboxQuery { sight: Some(Sight::Out(at(60))), ..all() },
        InboxQuery { sort: Sort::AskedAt, ..all() },
        InboxQuery { statuses: open(), ..InboxQuery::new(Scope::Own(lea), 50) },
    ];
    for query in views {
        let read = || planned.store.read();
        planned.reads_indexes(&format!("the list of {query:?}"), read().inbox(&query)).await;
        planned.reads_indexes(&format!("the count of {query:?}"), read().count_inbox(&query, 1000)).await;
    }
    for scope in [Scope::All, Scope::Own(lea)] {
        let folders = planned.plans(planned.store.read().counts(scope, at(60), at(600))).await;
        // How many are done can only be counted; what is late among the open ones is not looked for among them.
        let open = folders.iter().find(|plan| plan.contains("next_due_at < ")).unwrap();
        let (open, done) =
            open.split_once("\n\t  ->  ").and_then(|(_, parts)| parts.split_once("\n\t  ->  ")).unwrap();
        assert!(open.contains("using question_") || open.contains("on question_"), "{open}");
        assert!(!open.contains("Seq Scan on question"), "{open}");
        assert!(!done.contains("next_due_at"), "{done}");
    }
}
