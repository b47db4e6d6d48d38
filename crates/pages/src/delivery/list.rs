//! GET /deliveries: what became of replies and letters, newest first.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::health::TransportHealth;
use souffleur_core::delivery::DeliveryState;
use souffleur_question::delivery::{DeliveryQuery, list};
use souffleur_render::{Template, sample_now};
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::row::DeliveryRow;

/// The states that have a tab of their own, the one to act on first.
const TABS: [DeliveryState; 5] = [
    DeliveryState::Failed,
    DeliveryState::Waiting,
    DeliveryState::Unknown,
    DeliveryState::Done,
    DeliveryState::Filed,
];

/// The list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeliveriesPage {
    rows: Vec<DeliveryRow>,
    tabs: Vec<StateTab>,
    /// `running`, `paused` or `not_set_up`.
    transport: &'static str,
    paused: Option<PausedTransport>,
    /// The chosen state, or nothing.
    state: String,
    /// Whether there are newer ones.
    later: bool,
    /// The address of the older ones.
    next: Option<String>,
}

/// One state, as a filter.
#[derive(Debug, Clone, Serialize)]
struct StateTab {
    /// The end of its message key; `all` for every state.
    key: &'static str,
    href: String,
    count: Option<u64>,
    current: bool,
}

/// Why letters do not leave.
#[derive(Debug, Clone, Serialize)]
struct PausedTransport {
    since: Timestamp,
    next_at: Timestamp,
    step: &'static str,
    reply: String,
}

impl Template for DeliveriesPage {
    const NAME: &'static str = "page/delivery/list.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            rows: vec![],
            tabs: tabs("", |_| Some(0)),
            transport: "running",
            paused: None,
            state: String::new(),
            later: false,
            next: None,
        };
        let paused = PausedTransport {
            since: sample_now(),
            next_at: sample_now(),
            step: "auth",
            reply: "535 5.7.8 authentication failed".to_owned(),
        };
        let full = Self {
            rows: DeliveryRow::samples(),
            tabs: tabs("failed", |_| Some(2)),
            transport: "paused",
            paused: Some(paused),
            state: "failed".to_owned(),
            later: true,
            next: Some("/deliveries?cursor=1".to_owned()),
        };
        vec![Self { transport: "not_set_up", ..empty.clone() }, empty, full]
    }
}

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    state: String,
    cursor: String,
}

/// Shows the list.
pub(super) async fn show(context: PageContext, Query(params): Query<Params>) -> PageResult {
    let Params { state, cursor } = params;
    let later = !cursor.is_empty();
    let query = DeliveryQuery { state: Some(state.clone()), cursor: Some(cursor), limit: None };
    let found = list(context.app(), context.actor(), query).await?;
    let counts = found.counts.by_state;
    let count =
        |state: DeliveryState| (!state.is_settled()).then(|| counts.get(&state).copied().unwrap_or(0));
    let (transport, paused) = match found.transport {
        TransportHealth::NotSetUp => ("not_set_up", None),
        TransportHealth::Running => ("running", None),
        TransportHealth::Paused { since, next_attempt_at, step, reply } => {
            let step = step.as_str();
            ("paused", Some(PausedTransport { since, next_at: next_attempt_at, step, reply }))
        }
    };
    let next = found.page.next.map(|cursor| format!("/deliveries?state={state}&cursor={cursor}"));
    let rows = found.page.items.iter().map(DeliveryRow::from).collect();
    context.show(&DeliveriesPage { rows, tabs: tabs(&state, count), transport, paused, state, later, next })
}

fn tabs(chosen: &str, count: impl Fn(DeliveryState) -> Option<u64>) -> Vec<StateTab> {
    let all =
        StateTab { key: "all", href: "/deliveries".to_owned(), count: None, current: chosen.is_empty() };
    let tab = |state: DeliveryState| StateTab {
        key: state.as_str(),
        href: format!("/deliveries?state={}", state.as_str()),
        count: count(state),
        current: chosen == state.as_str(),
    };
    std::iter::once(all).chain(TABS.map(tab)).collect()
}
