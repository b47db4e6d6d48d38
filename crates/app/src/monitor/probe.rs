//! One probe of the database for all who ask at the same time.

use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::Disk;

/// How the desk is doing. That it can be said at all means that the database answers.
#[derive(Debug, Clone)]
pub struct Health {
    /// Whether the schema is the one that this release knows.
    pub schema_is_current: bool,
    /// How late the next timer is; zero where none is, and while a restored desk is under a hold.
    pub timer_lag: SignedDuration,
    /// Timers and counts of due times that fail, and are tried again by themselves.
    pub set_aside: u64,
    /// Outgoing effects that are not delivered yet.
    pub outbox_waiting: u64,
    /// When the oldest of them was caused.
    pub outbox_since: Option<Timestamp>,
    /// Outgoing effects that were given up.
    pub outbox_given_up: u64,
    /// Questions that search reads one by one, as its index does not know them as they are.
    pub search_waiting: u64,
}

/// What a probe found: the database, or why it failed; and the disk under it.
pub type Probed = (Result<Health, String>, Option<Disk>);

/// The probe of the database that is under way, if there is one.
#[derive(Debug, Default)]
pub struct Prober {
    running: Mutex<Option<watch::Receiver<Option<Arc<Probed>>>>>,
}

impl Prober {
    /// What is being found out, or begins to be.
    pub fn ask<F>(&self, measure: impl FnOnce() -> F) -> watch::Receiver<Option<Arc<Probed>>>
    where
        F: Future<Output = Probed> + Send + 'static,
    {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        // Who asks joins a probe that is under way: a database that hangs must not gather probes.
        if let Some(asked) =
            running.as_ref().filter(|asked| asked.borrow().is_none() && asked.has_changed().is_ok())
        {
            return asked.clone();
        }
        let (told, asked) = watch::channel(None);
        *running = Some(asked.clone());
        let measured = measure();
        tokio::spawn(async move {
            told.send_replace(Some(Arc::new(measured.await)));
        });
        asked
    }
}
