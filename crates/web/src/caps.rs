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

/// Counter of permits by key, with the same limit for each. Needs memory for keys that hold something, and for no other.
#[derive(Debug)]
pub(crate) struct ConcurrencyCounter<K: Hash + Eq> {
    held: Arc<Mutex<HashMap<K, usize>>>,
    limit: usize,
}

impl<K: Hash + Eq + Copy> ConcurrencyCounter<K> {
    /// A limit for each key.
    pub(crate) fn new(limit: usize) -> Self {
        Self { held: Arc::default(), limit }
    }

    /// Takes one for a key, unless it has as many as it may have.
    pub(crate) fn take(&self, key: K) -> Option<Permit<K>> {
        let mut held = locked(&self.held);
        let count = held.get(&key).copied().unwrap_or_default();
        (count < self.limit).then(|| {
            held.insert(key, count + 1);
            Permit { held: Arc::clone(&self.held), key }
        })
    }
}

fn locked<K>(held: &Mutex<HashMap<K, usize>>) -> MutexGuard<'_, HashMap<K, usize>> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Permit of one key; dropping it gives it back.
pub(crate) struct Permit<K: Hash + Eq> {
    held: Arc<Mutex<HashMap<K, usize>>>,
    key: K,
}

impl<K: Hash + Eq> fmt::Debug for Permit<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit").finish_non_exhaustive()
    }
}

impl<K: Hash + Eq> Drop for Permit<K> {
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

/// Limits on what is open at the same time: forms with files being received, and live streams.
#[derive(Debug)]
pub(crate) struct ConcurrencyLimits {
    uploads: ConcurrencyCounter<()>,
    uploads_per_address: ConcurrencyCounter<IpAddr>,
    uploads_per_person: ConcurrencyCounter<Person>,
    streams_per_address: ConcurrencyCounter<IpAddr>,
    streams_per_person: ConcurrencyCounter<UserId>,
}

/// When to try again: uploads and streams end by themselves.
const RETRY_AFTER: Duration = Duration::from_secs(15);

/// Permit to receive a form with files.
#[derive(Debug)]
pub(crate) struct UploadPermit(#[expect(dead_code, reason = "held until it is dropped")] UploadPermits);

type UploadPermits = (Permit<()>, Permit<IpAddr>, Option<Permit<Person>>);

/// Permit for a live stream.
#[derive(Debug)]
pub(crate) struct StreamPermit(
    #[expect(dead_code, reason = "held until it is dropped")] (Permit<IpAddr>, Permit<UserId>),
);

impl ConcurrencyLimits {
    pub(crate) fn new(caps: &Caps) -> Self {
        Self {
            uploads: ConcurrencyCounter::new(caps.uploads),
            uploads_per_address: ConcurrencyCounter::new(caps.uploads_per_address),
            uploads_per_person: ConcurrencyCounter::new(caps.uploads_per_person),
            streams_per_address: ConcurrencyCounter::new(caps.streams_per_address),
            streams_per_person: ConcurrencyCounter::new(caps.streams_per_person),
        }
    }

    /// Takes what a form with files needs, or says that there are too many.
    pub(crate) fn upload(&self, from: IpAddr, caller: &Caller) -> Result<UploadPermit, Failure> {
        let of_address = self.uploads_per_address.take(network(from)).ok_or_else(too_many)?;
        let person = person(caller);
        let of_person = person.map(|person| self.uploads_per_person.take(person).ok_or_else(too_many));
        let of_all = self.uploads.take(()).ok_or_else(|| Failure::new(FailureKind::Unavailable))?;
        Ok(UploadPermit((of_all, of_address, of_person.transpose()?)))
    }

    /// Takes what a live stream needs, or says that there are too many.
    pub(crate) fn stream(&self, from: IpAddr, user: UserId) -> Result<StreamPermit, Failure> {
        let of_address = self.streams_per_address.take(network(from)).ok_or_else(too_many)?;
        let of_person = self.streams_per_person.take(user).ok_or_else(too_many)?;
        Ok(StreamPermit((of_address, of_person)))
    }
}

fn too_many() -> Failure {
    Failure::too_many(RETRY_AFTER)
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
        let counter = ConcurrencyCounter::new(2);
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
        let held = ConcurrencyLimits::new(&caps);
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
