//! Cache of the counts above the inbox: they count every question, and every page of the inbox shows them.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use souffleur_core::{Actor, id::UserId};
use souffleur_store::{
    Store,
    read::{InboxCounts, Scope},
};

use crate::error::Error;

/// Counts that other nodes or the passing of time may have changed are counted again after this.
const FRESH: Duration = Duration::from_secs(2);
/// Counting that is quicker than this is done whenever anything was written.
const QUICK: Duration = Duration::from_millis(10);
/// Counting that is slower may take one part of so many of the time, however much is written.
const PART: u32 = 10;

/// What was counted last for everybody (`None`) and for each expert.
#[derive(Debug, Default)]
pub struct InboxCountCache {
    last: Mutex<HashMap<Option<UserId>, Last>>,
    /// How many transactions this node had made when each person last acted: what one has done oneself is always counted.
    acted: Mutex<HashMap<UserId, u64>>,
    /// Held while somebody counts the whole desk; the others are content with the counts before.
    counting: tokio::sync::Mutex<()>,
}

/// Who asks for the counts, of what, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    /// Who.
    pub actor: Actor,
    /// Of which questions.
    pub scope: Scope,
    /// When.
    pub now: Timestamp,
    /// When, by the monotonic clock.
    pub elapsed: Duration,
    /// When the desk's own day ends.
    pub end_of_day: Timestamp,
}

#[derive(Debug, Clone)]
struct Last {
    counts: InboxCounts,
    /// When, in the clock's monotonic time.
    at: Duration,
    /// How many transactions this node had made before.
    written: u64,
    counted: Instant,
    took: Duration,
}

impl InboxCountCache {
    /// Notes that somebody is about to change a question.
    pub fn act(&self, store: &Store, actor: Actor) {
        if let Some(user) = actor.user() {
            lock(&self.acted).insert(user, store.metrics().transactions);
        }
    }

    /// The counts within what somebody may see, at an instant and the clock's monotonic time.
    pub async fn counts(&self, store: &Store, asking: Asking) -> Result<InboxCounts, Error> {
        let Asking { actor, scope, now, elapsed, end_of_day } = asking;
        let whose = match scope {
            Scope::All => None,
            Scope::Own(expert) => Some(expert),
        };
        let written = store.metrics().transactions;
        let acted = actor.user().and_then(|user| lock(&self.acted).get(&user).copied());
        let knows_own = |last: &Last| acted.is_none_or(|acted| last.written > acted);
        let last = lock(&self.last).get(&whose).cloned().filter(knows_own);
        if let Some(last) = &last
            && last.is_good(elapsed, written)
        {
            return Ok(last.counts.clone());
        }
        let alone = self.counting.try_lock();
        if let (Err(_), Some(Last { counts, took, .. })) = (&alone, last)
            && took > QUICK
        {
            return Ok(counts);
        }
        let counted = Instant::now();
        let counts = store.read().counts(scope, now, end_of_day).await?;
        let took = counted.elapsed();
        lock(&self.last).insert(whose, Last { counts: counts.clone(), at: elapsed, written, counted, took });
        Ok(counts)
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Last {
    fn is_good(&self, now: Duration, written: u64) -> bool {
        let young = self.took > QUICK && self.counted.elapsed() < self.took * PART;
        let same = self.written == written && now.saturating_sub(self.at) < FRESH;
        young || same
    }
}
