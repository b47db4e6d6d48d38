//! Remembers for a moment which sessions were alive, so that a request costs no look into the database and a revoked
//! session still ends within [`GRACE`] on every node.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use souffleur_core::id::SessionId;

/// How long a session counts as alive without another look.
const GRACE: Duration = Duration::from_secs(20);

/// More sessions than this are looked up again rather than remembered for ever.
const MOST: usize = 10_000;

/// Sessions and when they were last seen alive, in the clock's monotonic time.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<HashMap<SessionId, Duration>>);

impl Sessions {
    /// Whether a session was seen alive a moment ago.
    pub fn is_fresh(&self, session: SessionId, now: Duration) -> bool {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&session).copied();
        seen.is_some_and(|seen| now.saturating_sub(seen) < GRACE)
    }

    /// A session was just seen alive.
    pub fn saw(&self, session: SessionId, now: Duration) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST {
            seen.clear();
        }
        seen.insert(session, now);
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
        let at = Duration::from_secs;
        assert!(!sessions.is_fresh(session, at(100)));
        sessions.saw(session, at(100));
        assert!(sessions.is_fresh(session, at(119)));
        assert!(!sessions.is_fresh(session, at(120)));
        sessions.forget(session);
        assert!(!sessions.is_fresh(session, at(100)));
    }
}
