//! How many questions each expert has open, and when each last answered: kept in memory, because every new question
//! asks. It is corrected by what this node does and read again from the store now and then, which brings in what other
//! nodes did.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use souffleur_core::{
    id::{TopicId, UserId},
    question::Assignee,
};
use souffleur_routing::{ExpertRecord, Observation};
use souffleur_store::{Records, Store};

use crate::error::Error;

/// Older than this, the counts are read again before they are used.
const FRESH: SignedDuration = SignedDuration::from_secs(2);

/// Everybody's load.
#[derive(Debug, Default)]
pub struct Loads {
    known: Mutex<Known>,
    /// Held while the counts are read, so that a burst of questions reads them once.
    reading: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Known {
    open: Arc<HashMap<UserId, (u32, f64)>>,
    answered: Arc<HashMap<UserId, Timestamp>>,
    records: Arc<Records>,
    read_at: Option<Timestamp>,
}

/// The load of everybody at one moment.
#[derive(Debug, Clone)]
pub struct Load {
    open: Arc<HashMap<UserId, (u32, f64)>>,
    answered: Arc<HashMap<UserId, Timestamp>>,
    records: Arc<Records>,
}

impl Load {
    /// Open questions of one expert.
    pub fn open(&self, expert: UserId) -> u32 {
        self.open.get(&expert).map_or(0, |(open, _)| *open)
    }

    /// The same, weighed by how much of each promise has passed.
    pub fn pressure(&self, expert: UserId) -> f64 {
        self.open.get(&expert).map_or(0.0, |(_, pressure)| *pressure)
    }

    /// What the desk has seen of one expert, topic by topic.
    pub fn records(&self, expert: UserId) -> Vec<(TopicId, ExpertRecord)> {
        let first = TopicId::new(uuid::Uuid::nil());
        let own = self.records.range((expert, first)..).take_while(|((other, _), _)| *other == expert);
        own.map(|((_, topic), record)| (*topic, *record)).collect()
    }

    /// When they last kept a promise to a customer.
    pub fn answered_at(&self, expert: UserId) -> Option<Timestamp> {
        self.answered.get(&expert).copied()
    }
}

impl Loads {
    /// The load as of now.
    pub async fn current(&self, store: &Store, now: Timestamp) -> Result<Load, Error> {
        if let Some(load) = self.fresh(now) {
            return Ok(load);
        }
        let _alone = match (self.reading.try_lock(), self.last()) {
            (Ok(alone), _) => alone,
            // Somebody reads them already; what was known so far will do.
            (Err(_), Some(load)) => return Ok(load),
            (Err(_), None) => self.reading.lock().await,
        };
        if let Some(load) = self.fresh(now) {
            return Ok(load);
        }
        let reader = store.read();
        let (open, answered) = (reader.open_pressure(now).await?, reader.last_answered().await?);
        let records = reader.records().await?;
        let mut known = self.lock();
        // What was corrected while this was read may now be missed or counted twice; the next reading puts it right.
        (known.open, known.answered) = (Arc::new(open), Arc::new(answered));
        known.records = Arc::new(records);
        known.read_at = Some(now);
        Ok(known.load())
    }

    fn last(&self) -> Option<Load> {
        let known = self.lock();
        known.read_at.map(|_| known.load())
    }

    fn fresh(&self, now: Timestamp) -> Option<Load> {
        let known = self.lock();
        let read_at = known.read_at?;
        (now.duration_since(read_at).abs() < FRESH).then(|| known.load())
    }

    /// A question passed from one holder to another; `None` is nobody, before it was asked and after it was answered.
    pub fn moved(&self, from: Option<Assignee>, to: Option<Assignee>) {
        let mut known = self.lock();
        let open = Arc::make_mut(&mut known.open);
        if let Some(Assignee::Expert(expert)) = from {
            open.entry(expert).and_modify(|(count, pressure)| {
                *pressure -= *pressure / f64::from((*count).max(1));
                *count = count.saturating_sub(1);
            });
        }
        if let Some(Assignee::Expert(expert)) = to {
            let (count, pressure) = open.entry(expert).or_default();
            *count += 1;
            *pressure += 0.5;
        }
    }

    /// A draft of an expert was sent to a customer.
    pub fn answered(&self, expert: UserId, at: Timestamp) {
        Arc::make_mut(&mut self.lock().answered).insert(expert, at);
    }

    /// What was written about experts in a change that has committed.
    pub fn noted(&self, deeds: &[Observation]) {
        let mut known = self.lock();
        let records = Arc::make_mut(&mut known.records);
        for Observation { expert, topic, deed, at } in deeds {
            records.entry((*expert, *topic)).or_insert_with(|| ExpertRecord::new(*at)).note(*deed, *at);
        }
    }

    /// Reads everything again before it is used next.
    pub fn forget(&self) {
        self.lock().read_at = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn load(&self) -> Load {
        let Self { open, answered, records, .. } = self;
        Load { open: Arc::clone(open), answered: Arc::clone(answered), records: Arc::clone(records) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_question_that_moves_is_counted_once() {
        let (lea, max) = (UserId::new(Uuid::from_u128(1)), UserId::new(Uuid::from_u128(2)));
        let loads = Loads::default();
        loads.moved(None, Some(Assignee::Expert(lea)));
        loads.moved(Some(Assignee::Expert(lea)), Some(Assignee::Expert(max)));
        loads.moved(Some(Assignee::CommunityManager), None);
        let load = loads.lock().load();
        assert_eq!((load.open(lea), load.open(max)), (0, 1));
    }
}
