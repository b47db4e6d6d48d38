//! What the database knows of the desk's health, and how much work there is.

use jiff::{SignedDuration, Timestamp};
use souffleur_core::{delivery::DeliveryState, question::Status};
use souffleur_store::read::Scope;

use crate::{App, error::Error, monitor::Health};

/// How much work there is.
#[derive(Debug, Clone)]
pub struct Workload {
    /// Questions by status; every status is there.
    pub questions: Vec<(Status, u64)>,
    /// Open questions whose due time has passed.
    pub late: u64,
}

/// Reads what the database knows.
pub async fn check(app: &App) -> Result<Health, Error> {
    let (store, now) = (app.store().reserved(), app.now());
    let lag = store.read().search_lag().await?;
    // Under a hold none is to fire: that is no delay, and the desk takes questions.
    let due = match store.read().held().await? {
        Some(_) => None,
        None => store.read().next_timer_due().await?,
    };
    let deliveries = store.read().delivery_counts().await?;
    let in_state = |state| deliveries.by_state.get(&state).copied().unwrap_or(0);
    let late = |due: Timestamp| now.duration_since(due).max(SignedDuration::ZERO);
    Ok(Health {
        schema_is_current: store.schema_is_current().await?,
        timer_lag: due.map_or(SignedDuration::ZERO, late),
        set_aside: store.read().timers_in_trouble().await? + store.read().recounts_in_trouble().await?,
        search_waiting: lag.new + lag.changed,
        outbox_waiting: in_state(DeliveryState::Waiting) + in_state(DeliveryState::Unknown),
        outbox_since: deliveries.waiting_since,
        outbox_given_up: in_state(DeliveryState::Failed),
    })
}

/// Counts the work.
pub async fn workload(app: &App) -> Result<Workload, Error> {
    let now = app.now();
    let counts = app.store().read().counts(Scope::All, now, now).await?;
    let of = |status: Status| (status, counts.by_status.get(&status).copied().unwrap_or(0));
    Ok(Workload { questions: Status::ALL.map(of).into(), late: counts.late })
}
