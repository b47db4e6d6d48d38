//! Whether the desk can do its work at this moment, and if not, what keeps it from that. The answer comes within
//! [`PATIENCE`] even where the database does not.

use std::time::Duration;

use jiff::SignedDuration;
use tokio::time::timeout;

use super::{check::check, machine::disk};
use crate::{
    App,
    error::{Chain, Error},
    monitor::{Disk, Health, JobHealth, Probed},
};

/// How long to wait for the database before it counts as failed.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// How late the next timer may be before the desk can't keep its promises.
const TOLERATED_LAG: SignedDuration = SignedDuration::from_secs(60);

/// Whether the desk can work, point by point.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// What the database knows; or why a row could not be written and read back, or that it took too long.
    pub database: Result<Health, String>,
    /// The disk under the data folder, where it can be told.
    pub disk: Option<Disk>,
    /// The background jobs of this node. A failing one is told and does not make the desk unready: it can still take in
    /// and answer questions, and a load balancer that took every node away would make it worse.
    pub jobs: Vec<(&'static str, JobHealth)>,
}

impl Readiness {
    /// Whether every point is met.
    pub fn is_ready(&self) -> bool {
        let health = self.database.as_ref().ok();
        health.is_some_and(|health| health.schema_is_current && timers_are_in_time(health))
            && !self.disk_is_full()
    }

    /// Whether timers fire in time, where that is known.
    pub fn timers_are_in_time(&self) -> Option<bool> {
        self.database.as_ref().ok().map(timers_are_in_time)
    }

    /// Whether there is too little room to go on writing.
    pub fn disk_is_full(&self) -> bool {
        self.disk.is_some_and(Disk::is_full)
    }
}

fn timers_are_in_time(health: &Health) -> bool {
    health.timer_lag <= TOLERATED_LAG
}

async fn measure(app: App) -> Probed {
    let disk = disk(&app).await;
    (probe(&app).await.map_err(|error| Chain(&error).to_string()), disk)
}

/// Writes a row and reads it back, then reads what there is to know.
async fn probe(app: &App) -> Result<Health, Error> {
    app.store().reserved().probe().await?;
    check(app).await
}

/// Finds out whether the desk can work.
pub async fn readiness(app: &App) -> Readiness {
    let mut asked = app.prober().ask(|| measure(app.clone()));
    let told = timeout(PATIENCE, asked.wait_for(Option::is_some)).await;
    let outcome = told.ok().and_then(Result::ok).and_then(|told| told.clone());
    let slow = || (Err(format!("no answer within {PATIENCE:?}")), None);
    let (database, disk) = outcome.map_or_else(slow, |outcome| (*outcome).clone());
    Readiness { database, disk, jobs: app.jobs().all() }
}
