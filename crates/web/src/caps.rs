//! How much of the machine may be held at the same time: connections, uploads and live streams, in total, by address and
//! by person; and how long a stranger may take over a step of a request.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use souffleur_core::id::{TokenId, UserId};

use crate::auth::Caller;
use crate::config::Caps;
use crate::error::{Failure, FailureKind};
use crate::limit::network;

/// Counts what is held by key, up to the same limit for each. Needs memory for keys that hold something, and for no other.
#[derive(Debug)]
pub(crate) struct Counter<K: Hash + Eq> {
    held: Arc<Mutex<HashMap<K, usize>>>,
    limit: usize,
}

impl<K: Hash + Eq + Copy> Counter<K> {
    /// A limit for each key.
    pub(crate) fn new(limit: usize) -> Self {
        Self { held: Arc::default(), limit }
    }

    /// Takes one for a key, unless it has as many as it may have.
    pub(crate) fn take(&self, key: K) -> Option<Slot<K>> {
        let mut held = locked(&self.held);
        let count = held.get(&key).copied().unwrap_or_default();
        (count < self.limit).then(|| {
            held.insert(key, count + 1);
            Slot { held: Arc::clone(&self.held), key }
        })
    }
}

fn locked<K>(held: &Mutex<HashMap<K, usize>>) -> MutexGuard<'_, HashMap<K, usize>> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One that is held; dropping it gives it back.
pub(crate) struct Slot<K: Hash + Eq> {
    held: Arc<Mutex<HashMap<K, usize>>>,
    key: K,
}

impl<K: Hash + Eq> fmt::Debug for Slot<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").finish_non_exhaustive()
    }
}

impl<K: Hash + Eq> Drop for Slot<K> {
    fn drop(&mut self) {
        let mut held = locked(&self.held);
        if let Some(count) = held.get_mut(&self.key) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                held.remove(&self.key);
            }
        }
    }
}

/// Somebody whose identity was proven: a member of staff or a program.
type Person = uuid::Uuid;

/// What requests hold: forms with files while they are received, live streams while they are open.
#[derive(Debug)]
pub(crate) struct Held {
    uploads: Counter<()>,
    uploads_per_address: Counter<IpAddr>,
    uploads_per_person: Counter<Person>,
    streams_per_address: Counter<IpAddr>,
    streams_per_person: Counter<UserId>,
}

/// When to try again: uploads and streams end by themselves.
const RETRY: Duration = Duration::from_secs(15);

/// A form with files that is received.
#[derive(Debug)]
pub(crate) struct Upload(#[expect(dead_code, reason = "held until it is dropped")] UploadSlots);

type UploadSlots = (Slot<()>, Slot<IpAddr>, Option<Slot<Person>>);

/// A live stream that is open.
#[derive(Debug)]
pub(crate) struct Stream(
    #[expect(dead_code, reason = "held until it is dropped")] (Slot<IpAddr>, Slot<UserId>),
);

impl Held {
    pub(crate) fn new(caps: &Caps) -> Self {
        Self {
            uploads: Counter::new(caps.uploads),
            uploads_per_address: Counter::new(caps.uploads_per_address),
            uploads_per_person: Counter::new(caps.uploads_per_person),
            streams_per_address: Counter::new(caps.streams_per_address),
            streams_per_person: Counter::new(caps.streams_per_person),
        }
    }

    /// Takes what a form with files needs, or says that there are too many.
    pub(crate) fn upload(&self, from: IpAddr, caller: &Caller) -> Result<Upload, Failure> {
        let of_address = self.uploads_per_address.take(network(from)).ok_or_else(too_many)?;
        let person = person(caller);
        let of_person = person.map(|person| self.uploads_per_person.take(person).ok_or_else(too_many));
        let of_all = self.uploads.take(()).ok_or_else(|| Failure::new(FailureKind::Unavailable))?;
        Ok(Upload((of_all, of_address, of_person.transpose()?)))
    }

    /// Takes what a live stream needs, or says that there are too many.
    pub(crate) fn stream(&self, from: IpAddr, user: UserId) -> Result<Stream, Failure> {
        let of_address = self.streams_per_address.take(network(from)).ok_or_else(too_many)?;
        let of_person = self.streams_per_person.take(user).ok_or_else(too_many)?;
        Ok(Stream((of_address, of_person)))
    }
}

fn too_many() -> Failure {
    Failure::too_many(RETRY)
}

fn person(caller: &Caller) -> Option<Person> {
    match caller {
        Caller::Nobody => None,
        Caller::Staff(current) => Some(current.user.id.raw()),
        Caller::Program(program) => program.token().map(TokenId::raw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_given_back_and_its_key_forgotten() {
        let counter = Counter::new(2);
        let (one, two) = (counter.take(1), counter.take(1));
        assert!(one.is_some() && two.is_some());
        assert!(counter.take(1).is_none());
        assert!(counter.take(2).is_some(), "another key has its own");
        drop(one);
        assert!(counter.take(1).is_some());
        drop(two);
        assert!(locked(&counter.held).is_empty(), "what nobody holds takes no memory");
    }

    #[test]
    fn an_upload_that_is_refused_holds_nothing() {
        let caps = Caps { uploads: 3, uploads_per_address: 2, ..Caps::default() };
        let held = Held::new(&caps);
        let upload = |from: &str| held.upload(from.parse().unwrap(), &Caller::Nobody);
        let first = (upload("192.0.2.1").unwrap(), upload("192.0.2.1").unwrap());
        assert_eq!(upload("192.0.2.1").unwrap_err().kind(), FailureKind::TooMany);
        let third = upload("192.0.2.2").unwrap();
        assert_eq!(upload("192.0.2.2").unwrap_err().kind(), FailureKind::Unavailable);
        drop(first);
        assert!(upload("192.0.2.2").is_ok(), "what was refused gave back what it had taken");
        drop(third);
    }
}
