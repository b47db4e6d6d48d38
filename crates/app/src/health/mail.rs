//! How the transport of letters is doing, for the metrics, readiness and the health page.

use std::collections::BTreeMap;

use jiff::Timestamp;
use souffleur_channels::email::Step;

use crate::App;

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

/// The state of the transport of letters.
pub fn transport_health(app: &App) -> TransportHealth {
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

/// Failures of letters since this node started, by cause and step.
pub fn transport_errors(app: &App) -> BTreeMap<(&'static str, &'static str), u64> {
    let errors = app.transport().errors().into_iter();
    errors.map(|((cause, step), count)| ((cause.as_str(), step.as_str()), count)).collect()
}
