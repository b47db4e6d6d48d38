//! Keeps questions with somebody who can take them: passes on what whoever is away holds, as soon as their absence begins, and
//! gives what waits to whoever is back or has room, the oldest first.

use std::time::Duration;

use futures_util::future::BoxFuture;
use souffleur_app::{App, error::Error};
use souffleur_question::question::{MAX_PER_PASS, leave_absent, place_waiting};
use souffleur_store::Notice;

use super::{
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

/// How often absences and hours are looked at that begin or end by themselves, and what other nodes did.
const PERIOD: Duration = Duration::from_mins(1);

/// Keeps questions with somebody who can take them.
#[derive(Debug)]
pub struct Place;

impl Job for Place {
    fn name(&self) -> &'static str {
        "place"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::Version
    }

    fn pass<'a>(&'a self, running: &'a Running, _: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            pass(&running.app).await?;
            Ok(Next::listen(PERIOD))
        })
    }

    fn listens_to(&self, _: &App, notice: &Notice) -> bool {
        *notice == Notice::Settings
    }

    fn woken<'a>(&'a self, app: &'a App) -> BoxFuture<'a, ()> {
        Box::pin(app.router().waiting().room())
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
