//! A store in memory and a clock that moves when told.

use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use crate::timer::{TimerClock, TimerStore};

/// So many minutes after the start of the story.
pub(super) fn minute(minutes: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
}

/// Lets the other tasks work until something can be seen.
pub(super) async fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..10_000 {
        if let Some(seen) = look() {
            return seen;
        }
        tokio::task::yield_now().await;
    }
    panic!("it never came");
}

#[derive(Debug, thiserror::Error)]
#[error("the store is away")]
pub(super) struct Away;

#[derive(Default)]
struct Timers {
    pending: Vec<Timestamp>,
    fired: Vec<Timestamp>,
    largest_batch: usize,
    claimed_elsewhere: bool,
    failures: u32,
    looks: u32,
}

#[derive(Clone, Default)]
pub(super) struct Store(Arc<Mutex<Timers>>);

impl Store {
    pub(super) fn add(&self, due: Timestamp) {
        let mut timers = self.0.lock().unwrap();
        timers.pending.push(due);
        timers.pending.sort();
    }

    pub(super) fn fired(&self) -> Vec<Timestamp> {
        self.0.lock().unwrap().fired.clone()
    }

    pub(super) fn largest_batch(&self) -> usize {
        self.0.lock().unwrap().largest_batch
    }

    pub(super) fn claim_elsewhere(&self, claimed: bool) {
        self.0.lock().unwrap().claimed_elsewhere = claimed;
    }

    /// How often somebody looked.
    pub(super) fn looks(&self) -> u32 {
        self.0.lock().unwrap().looks
    }

    pub(super) fn fail(&self, times: u32) {
        self.0.lock().unwrap().failures = times;
    }
}

impl TimerStore for Store {
    type Error = Away;

    async fn next_due(&self) -> Result<Option<Timestamp>, Away> {
        tokio::task::yield_now().await;
        let mut timers = self.0.lock().unwrap();
        timers.looks += 1;
        if timers.failures > 0 {
            timers.failures -= 1;
            return Err(Away);
        }
        Ok(timers.pending.first().copied())
    }

    async fn fire_due(&self, now: Timestamp, limit: u32) -> Result<u32, Away> {
        tokio::task::yield_now().await;
        let mut timers = self.0.lock().unwrap();
        if timers.claimed_elsewhere {
            return Ok(0);
        }
        let due = timers.pending.iter().filter(|&&due| due <= now).count().min(limit as usize);
        let batch: Vec<_> = timers.pending.drain(..due).collect();
        timers.largest_batch = timers.largest_batch.max(due);
        timers.fired.extend(batch);
        Ok(u32::try_from(due).unwrap())
    }
}

struct Face {
    now: Timestamp,
    alarm: Option<Timestamp>,
}

#[derive(Clone)]
pub(super) struct Clock(Arc<Mutex<Face>>, Arc<Notify>);

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Face { now: minute(0), alarm: None })), Arc::new(Notify::new()))
    }
}

impl Clock {
    pub(super) fn time(&self) -> Timestamp {
        self.0.lock().unwrap().now
    }

    /// Until when somebody sleeps, if anybody does.
    pub(super) fn alarm(&self) -> Option<Timestamp> {
        self.0.lock().unwrap().alarm
    }

    pub(super) fn forget_alarm(&self) {
        self.0.lock().unwrap().alarm = None;
    }

    /// Moves the clock; a sleeper whose time has come is forgotten, and woken.
    pub(super) fn set(&self, at: Timestamp) {
        let mut face = self.0.lock().unwrap();
        face.now = at;
        face.alarm = face.alarm.filter(|&alarm| alarm > at);
        self.1.notify_waiters();
    }
}

impl TimerClock for Clock {
    fn now(&self) -> Timestamp {
        self.time()
    }

    async fn sleep_until(&self, at: Timestamp) {
        loop {
            let moved = self.1.notified();
            {
                let mut face = self.0.lock().unwrap();
                if face.now >= at {
                    return;
                }
                face.alarm = Some(at);
            }
            moved.await;
        }
    }
}
