//! Timers: a million of them wait while ten thousand come due, each with its whole effect: the promise is broken, the
//! history has its line, everybody concerned is alerted.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use souffleur_admin::settings::calendar;
use souffleur_app::{App, Clock as _, SystemClock};
use souffleur_core::Actor;
use souffleur_jobs::{fire_timers, recount};
use souffleur_store::{Store, Target, Timer, TimerKind};

use super::{
    child::Server,
    fill::{self, Past},
    load::percentile,
};
use crate::{Error, compose, config::Config};

/// Rows that are written together.
const BATCH: usize = 1000;
/// Timers that wait on one promise: the questions would take longer to make than the timers.
const ON_EACH: usize = 50;
/// In how long the timers that are measured come due.
const SPREAD: Duration = Duration::from_mins(1);
/// How soon the first of them does: after the engine's longest sleep, since over a file nobody tells the server of timers
/// that this process stores.
const SOON: SignedDuration = SignedDuration::from_secs(40);
/// How long a desk is watched at rest, once nothing is due within `QUIET`: the letters about what was broken are gathered for
/// two minutes, and writing them is work, not rest. Long enough for each job that looks by itself to do so.
const REST: Duration = Duration::from_secs(90);
const QUIET: SignedDuration = SignedDuration::from_mins(5);
/// The day that is closed to see what moves.
const CLOSED: &str = "2031-12-29";
/// How often one looks whether everything has fired.
const LOOK: Duration = Duration::from_millis(20);

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Timers {
    pub(super) database: &'static str,
    /// Timers that wait, and that come due.
    pub(super) pending: usize,
    pub(super) due: usize,
    /// Fired in this process, one batch after the other.
    pub(super) fired_per_second: f64,
    /// From the start of the process until everything that was overdue had fired.
    pub(super) catch_up_seconds: f64,
    /// How late those were that came due within a minute.
    pub(super) p50_late_ms: f64,
    pub(super) p99_late_ms: f64,
    pub(super) max_late_ms: f64,
    /// Processor time at rest, in percent of one core.
    pub(super) idle_cpu_percent: f64,
    /// How long as many running promises take to move when their calendar changes.
    pub(super) recount_seconds: f64,
}

pub(super) async fn measure(config: &Config, pending: usize, due: usize) -> Result<Timers, Error> {
    let app = fill::house(config).await?;
    let targets = promises(&app, pending.div_ceil(ON_EACH).max(due * 3)).await?;
    wait_for_years(&app, &targets, pending).await?;
    let (first, rest) = targets.split_at(due.min(targets.len()));
    let (second, rest) = rest.split_at(due.min(rest.len()));

    break_at(&app, first, |_| app.now() - SignedDuration::from_secs(1)).await?;
    let begun = Instant::now();
    let fired = fire_timers::pass(&app).await.map_err(Error::refused)?;
    let fired_per_second = per_second(fired, begun.elapsed());

    break_at(&app, second, |_| app.now() - SignedDuration::from_hours(1)).await?;
    let store = app.store().clone();
    let begun = Instant::now();
    let server = Server::start(config).await?;
    until_nothing_is_due(&store, SignedDuration::ZERO).await?;
    let catch_up_seconds = begun.elapsed().as_secs_f64();

    let third = &rest[..due.min(rest.len())];
    let from = app.now() + SOON;
    let step = SPREAD / u32::try_from(third.len().max(1)).unwrap_or(u32::MAX);
    let at =
        |index: usize| from + SignedDuration::from_micros(micros(step) * i64::try_from(index).unwrap_or(0));
    break_at(&app, third, at).await?;
    let until = at(third.len()) + SignedDuration::from_secs(2);
    SystemClock.sleep_until(until).await;
    until_nothing_is_due(&store, SignedDuration::ZERO).await?;
    let mut late: Vec<f64> = store.read().lateness(from, until).await.map_err(compose::store_error)?;
    late.sort_by(f64::total_cmp);

    until_nothing_is_due(&store, QUIET).await?;
    let ticks = server.ticks()?;
    tokio::time::sleep(REST).await;
    let spent = Duration::from_millis(10 * server.ticks()?.saturating_sub(ticks));
    server.kill();

    let moving = promises(&app, due).await?.len();
    close_a_day(&app).await?;
    let begun = Instant::now();
    let moved = recount::pass(&app).await.map_err(Error::refused)?;
    let recount_seconds = begun.elapsed().as_secs_f64();
    if moved < moving as u64 {
        return Err(Error::failed(format!("{moved} of {moving} promises moved with their calendar"), ""));
    }
    Ok(Timers {
        database: if config.database_url().is_some() { "PostgreSQL" } else { "SQLite" },
        pending,
        due,
        fired_per_second,
        catch_up_seconds,
        p50_late_ms: percentile(&late, 0.5),
        p99_late_ms: percentile(&late, 0.99),
        max_late_ms: late.last().copied().unwrap_or_default(),
        idle_cpu_percent: 100.0 * spent.as_secs_f64() / REST.as_secs_f64(),
        recount_seconds,
    })
}

/// Another version of the calendar that everything is counted in.
async fn close_a_day(app: &App) -> Result<(), Error> {
    let settings = app.settings();
    let stored = settings.default_calendar().ok_or_else(|| Error::failed("the house has no calendar", ""))?;
    let view = calendar::get(app, Actor::Desk, stored.id).await.map_err(Error::refused)?;
    let form = view.form();
    let exceptions = format!("{}\n{CLOSED} closed", form.exceptions);
    let form = calendar::CalendarForm { exceptions, ..form };
    calendar::save(app, Actor::Desk, Some(stored.id), form).await.map_err(Error::refused)?;
    Ok(())
}

/// So many open questions, each with a promise that runs for years.
async fn promises(app: &App, count: usize) -> Result<Vec<Target>, Error> {
    let past = Past::new(app, count)?;
    let due_at = years_ahead(app);
    let mut targets = Vec::with_capacity(count);
    for first in (0..count).step_by(BATCH) {
        let mut tx = app.store().begin().await.map_err(compose::store_error)?;
        for index in first..(first + BATCH).min(count) {
            targets.push(past.write_waiting(&mut tx, index, due_at).await.map_err(compose::store_error)?);
        }
        tx.commit().await.map_err(compose::store_error)?;
    }
    Ok(targets)
}

/// Timers that nobody needs to look at for years.
async fn wait_for_years(app: &App, targets: &[Target], count: usize) -> Result<(), Error> {
    let first = years_ahead(app);
    for from in (0..count).step_by(BATCH) {
        let timers: Vec<Timer> = (from..(from + BATCH).min(count))
            .map(|index| {
                let due_at = first + SignedDuration::from_secs(i64::try_from(index).unwrap_or(0));
                let target = &targets[index % targets.len()];
                Timer::on(target, app.id(due_at), due_at, TimerKind::Breach)
            })
            .collect();
        let mut tx = app.store().begin().await.map_err(compose::store_error)?;
        tx.insert_timers(&timers).await.map_err(compose::store_error)?;
        tx.commit().await.map_err(compose::store_error)?;
    }
    Ok(())
}

/// Lets each promise be broken at its instant.
async fn break_at(app: &App, targets: &[Target], at: impl Fn(usize) -> Timestamp) -> Result<(), Error> {
    for (batch, some) in targets.chunks(BATCH).enumerate() {
        let timer = |(index, target): (usize, &Target)| {
            Timer::on(target, app.id(app.now()), at(batch * BATCH + index), TimerKind::Breach)
        };
        let timers: Vec<Timer> = some.iter().enumerate().map(timer).collect();
        let mut tx = app.store().begin().await.map_err(compose::store_error)?;
        tx.insert_timers(&timers).await.map_err(compose::store_error)?;
        tx.commit().await.map_err(compose::store_error)?;
    }
    Ok(())
}

/// Waits until no timer and no letter is due, now or within `ahead`.
async fn until_nothing_is_due(store: &Store, ahead: SignedDuration) -> Result<(), Error> {
    let reader = store.read();
    loop {
        let timer = reader.next_timer_due().await.map_err(compose::store_error)?;
        let letter = if ahead.is_zero() {
            None
        } else {
            reader.next_delivery_due().await.map_err(compose::store_error)?
        };
        if timer.into_iter().chain(letter).all(|next| next > SystemClock.now() + ahead) {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn years_ahead(app: &App) -> Timestamp {
    app.now() + SignedDuration::from_hours(24 * 400)
}

#[expect(clippy::cast_precision_loss, reason = "counts of seconds of work")]
fn per_second(count: u64, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}
