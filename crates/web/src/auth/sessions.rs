//! Remembers for a moment which sessions were alive, so that a request costs no look into the database and a revoked
//! session still ends within [`GRACE_SECONDS`] on every node.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{Timestamp, ToSpan as _};
use souffleur_core::id::SessionId;

/// How long a session counts as alive without another look.
const GRACE_SECONDS: i64 = 20;

/// More sessions than this are looked up again rather than remembered for ever.
const MOST: usize = 10_000;

/// Sessions, when they were last seen alive, and under which version of everybody's access: once a session has ended
/// anywhere, all are looked up again.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<HashMap<SessionId, (Timestamp, u64)>>);

impl Sessions {
    /// Whether a session was seen alive a moment ago.
    pub fn is_fresh(&self, session: SessionId, now: Timestamp, version: u64) -> bool {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&session).copied();
        // A clock that was set back makes nothing fresh.
        seen.is_some_and(|(seen, known)| {
            known == version
                && seen <= now
                && now < seen.saturating_add(GRACE_SECONDS.seconds()).unwrap_or(now)
        })
    }

    /// A session was just seen alive.
    pub fn saw(&self, session: SessionId, now: Timestamp, version: u64) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST {
            seen.clear();
        }
        seen.insert(session, (now, version));
    }

    /// A session ended here.
    pub fn forget(&self, session: SessionId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&session);
    }
}

#[cfg(test)]
mod tests {
    use souffleur_core::Id;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_session_is_looked_up_again_after_a_moment() {
        let (sessions, session) = (Sessions::default(), Id::new(Uuid::nil()));
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        assert!(!sessions.is_fresh(session, now, 1));
        sessions.saw(session, now, 1);
        assert!(sessions.is_fresh(session, now + 19.seconds(, 1)));
        assert!(!sessions.is_fresh(session, now + 20.seconds(, 1)));
        assert!(!sessions.is_fresh(session, now - 1.seconds(, 1)));
        assert!(!sessions.is_fresh(session, now, 2), "somebody's session has ended since");
        sessions.forget(session);
        assert!(!sessions.is_fresh(session, now, 1));
    }
}
