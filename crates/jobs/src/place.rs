//! Keeps questions with somebody who can take them: passes on what whoever is away holds, as soon as their absence begins, and
//! gives what waits to whoever is back or has room, the oldest first.

use std::time::Duration;

use souffleur_app::{App, error::Error};
use souffleur_question::question::{MAX_PER_PASS, leave_absent, place_waiting};
use souffleur_store::Notice;

use super::{job::Job, notice::noticed};

/// How often absences and hours are looked at that begin or end by themselves, and what other nodes did.
const PERIOD: Duration = Duration::from_mins(1);

pub(super) async fn run(job: Job) {
    let app = &job.app;
    let mut notices = app.store().subscribe();
    while !job.is_stopping() {
        if job.attempt(Box::pin(pass(app))).await.is_none() {
            continue;
        }
        tokio::select! {
            () = noticed(&mut notices, |notice| *notice == Notice::Settings) => {}
            () = app.router().waiting().room() => {}
            () = job.rest(PERIOD) => {}
        }
    }
}

/// Passes on and places everything that is to be, and returns how many questions changed hands.
pub async fn pass(app: &App) -> Result<u64, Error> {
    // Another node may have changed who is there.
    app.reload_settings().await?;
    app.router().loads.forget();
    app.router().waiting().set();
    // What waits already goes before what is passed on now.
    let placed = place_waiting(app, MAX_PER_PASS).await?;
    let passed = leave_absent(app).await?;
    Ok(placed + passed + place_waiting(app, MAX_PER_PASS).await?)
}
