//! How deliveries are doing, for the metrics and the health page.

use std::collections::BTreeMap;

use jiff::Timestamp;
use souffleur_channels::email::{Cause, Step};
use souffleur_core::delivery::DeliveryState;

use crate::{app::App, error::Error};

/// How deliveries are doing.
#[derive(Debug, Clone)]
pub struct DeliveryHealth {
    /// When the oldest delivery that still waits was caused.
    pub waiting_since: Option<Timestamp>,
    /// How many are in each state but done and superseded; each state is there. `failed` are those given up.
    pub by_state: BTreeMap<DeliveryState, u64>,
    /// The transport of letters, as this node sees it.
    pub transport: TransportHealth,
    /// Failures since this node started, by cause and step.
    pub errors: BTreeMap<(Cause, Step), u64>,
}

/// The state of the transport of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransportHealth {
    /// No mail server is set up: letters become files.
    NotSetUp,
    /// It takes letters.
    Running,
    /// It takes none; letters wait.
    Paused {
        /// Since when.
        since: Timestamp,
        /// When it is tried next.
        next_attempt_at: Timestamp,
        /// The step that failed.
        step: Step,
        /// The server's own words.
        reply: String,
    },
}

/// Looks at the deliveries.
pub async fn health(app: &App) -> Result<DeliveryHealth, Error> {
    let counts = app.store().read().delivery_counts().await?;
    let states = [DeliveryState::Waiting, DeliveryState::Unknown, DeliveryState::Failed];
    let of = |state: DeliveryState| (state, counts.by_state.get(&state).copied().unwrap_or(0));
    Ok(DeliveryHealth {
        waiting_since: counts.waiting_since,
        by_state: states.map(of).into(),
        transport: transport(app),
        errors: app.transport().errors(),
    })
}

/// The state of the transport of letters.
pub(super) fn transport(app: &App) -> TransportHealth {
    match app.transport().paused() {
        Some(paused) => TransportHealth::Paused {
            since: paused.since,
            next_attempt_at: paused.next_attempt_at,
            step: paused.error.step,
            reply: paused.error.reply,
        },
        None if app.config().delivery.sends_mail => TransportHealth::Running,
        None => TransportHealth::NotSetUp,
    }
}
