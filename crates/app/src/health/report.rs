//! The health of the desk as a list that an administrator reads: each line with what is measured and how good that is.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use souffleur_core::{Actor, permission::Action};

use super::{Count, Health, JobHealth, Machine, Readiness, machine, readiness};
use crate::{
    App,
    error::Error,
    health::{TransportHealth, transport_health},
};

const MEGABYTE: u64 = 1024 * 1024;

/// How good a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it should be.
    Good,
    /// Somebody should look at it soon.
    Attention,
    /// Something does not work.
    Bad,
}

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Things.
    Count,
    /// Seconds.
    Seconds,
    /// Mebibytes.
    Megabytes,
}

/// One measured thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its name: the middle of the messages `health-…`.
    pub name: &'static str,
    /// How good it is.
    pub state: State,
    /// What was measured; none where it could not be.
    pub value: Option<u64>,
    /// What that counts.
    pub unit: Unit,
}

/// Everything about the health of this node.
#[derive(Debug, Clone)]
pub struct Report {
    /// Whether it is ready for work.
    pub ready: bool,
    /// The release.
    pub version: &'static str,
    /// When it started.
    pub started_at: Timestamp,
    /// How long it runs.
    pub uptime: Duration,
    /// What was measured, the same lines in the same order every time.
    pub lines: Vec<Line>,
    /// The background jobs.
    pub jobs: Vec<(&'static str, JobHealth)>,
}

impl Report {
    /// The worst state of any line.
    pub fn worst(&self) -> State {
        self.lines.iter().map(|line| line.state).max().unwrap_or(State::Good)
    }
}

/// Measures everything, for an administrator.
pub async fn report(app: &App, actor: Actor) -> Result<Report, Error> {
    actor.may(Action::ChangeSettings)?;
    let (readiness, machine) = (readiness(app).await, machine(app).await);
    let mut lines = of_database(&readiness, app.now());
    lines.push(of_mail(app));
    lines.extend(of_machine(&machine));
    lines.extend(of_counts(app, &machine));
    let Machine { version, started_at, uptime, jobs, .. } = machine;
    Ok(Report { ready: readiness.is_ready(), version, started_at, uptime, lines, jobs })
}

fn line(name: &'static str, unit: Unit, value: Option<u64>, state: State) -> Line {
    Line { name, state, value, unit }
}

/// A state by whether it is bad, else whether it wants attention.
fn graded(bad: bool, attention: bool) -> State {
    match (bad, attention) {
        (true, _) => State::Bad,
        (_, true) => State::Attention,
        _ => State::Good,
    }
}

/// What is known only where the database answers; without it, one line is bad and the others are unknown.
fn of_database(readiness: &Readiness, now: Timestamp) -> Vec<Line> {
    let health = readiness.database.as_ref().ok();
    let measured = |measure: &dyn Fn(&Health) -> (u64, State)| match health.map(measure) {
        Some((value, state)) => (Some(value), state),
        None => (None, State::Attention),
    };
    let seconds = |length: SignedDuration| u64::try_from(length.as_secs()).unwrap_or(0);
    let of = |name, unit, measure: &dyn Fn(&Health) -> (u64, State)| {
        let (value, state) = measured(measure);
        line(name, unit, value, state)
    };
    vec![
        line("database", Unit::Count, None, graded(health.is_none(), false)),
        of("schema", Unit::Count, &|health| (0, graded(!health.schema_is_current, false))),
        of("timers", Unit::Seconds, &|health| {
            let lag = seconds(health.timer_lag);
            (lag, graded(lag > 60, lag > 5))
        }),
        of("set_aside", Unit::Count, &|health| (health.set_aside, graded(false, health.set_aside > 0))),
        of("outbox", Unit::Count, &|health| (health.outbox_waiting, State::Good)),
        of("outbox_oldest", Unit::Seconds, &|health| {
            let age = health.outbox_since.map_or(0, |since| seconds(now.duration_since(since)));
            (age, graded(age > 3_600, age > 600))
        }),
        of("given_up", Unit::Count, &|health| {
            (health.outbox_given_up, graded(false, health.outbox_given_up > 0))
        }),
        of("search", Unit::Count, &|health| {
            (health.search_waiting, graded(false, health.search_waiting > 5_000))
        }),
    ]
}

fn of_machine(machine: &Machine) -> Vec<Line> {
    let pool = machine.pool;
    let failures = machine.store.write_failures;
    let failing = machine.jobs.iter().filter(|(_, job)| job.is_failing()).count();
    let failing = u64::try_from(failing).unwrap_or(u64::MAX);
    let mut lines = vec![
        line("writes", Unit::Count, Some(failures), graded(false, failures > 0)),
        line("pool", Unit::Count, Some(pool.in_use.into()), graded(false, pool.in_use >= pool.most)),
        match machine.disk {
            Some(disk) => {
                let state = graded(disk.is_full(), disk.is_low());
                line("disk", Unit::Megabytes, Some(disk.free / MEGABYTE), state)
            }
            None => line("disk", Unit::Megabytes, None, State::Attention),
        },
        line("jobs", Unit::Count, Some(failing), graded(false, failing > 0)),
    ];
    if let Some(wal) = machine.wal_bytes.map(|bytes| bytes / MEGABYTE) {
        lines.push(line("wal", Unit::Megabytes, Some(wal), graded(wal > 1_024, wal > 256)));
    }
    lines
}

/// The transport of letters: for how long it has been paused, or that there is none.
fn of_mail(app: &App) -> Line {
    let paused = match transport_health(app) {
        TransportHealth::Paused { since, .. } => Some(app.now().duration_since(since)),
        TransportHealth::Running => None,
        TransportHealth::NotSetUp => return line("mail_setup", Unit::Count, Some(0), State::Attention),
    };
    let seconds = paused.map_or(0, |paused| u64::try_from(paused.as_secs()).unwrap_or(0).max(1));
    line("mail", Unit::Seconds, Some(seconds), graded(paused.is_some(), false))
}

fn of_counts(app: &App, machine: &Machine) -> Vec<Line> {
    let count = |what| app.counters().get(what);
    let hours = machine.uptime.as_secs() / 3_600 + 1;
    let (refused, failed) = (count(Count::SignInFailed), count(Count::DeliveryFailed));
    vec![
        line("delivery_failures", Unit::Count, Some(failed), graded(false, failed > 10 * hours)),
        line("sign_ins", Unit::Count, Some(refused), graded(false, refused > 60 * hours)),
    ]
}
