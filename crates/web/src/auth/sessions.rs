//! Remembers for a moment which sessions were alive, so that a request costs no look into the database and a revoked
//! session still ends within [`GRACE`] on every node.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use souffleur_core::id::SessionId;

/// How long a session counts as alive without another look.
const GRACE: Duration = Duration::from_secs(20);

/// More sessions than this are looked up again rather than remembered for ever.
const MAX_SESSIONS: usize = 10_000;

/// Sessions, when they were last seen alive in the clock's monotonic time, and under which version of everybody's access:
/// once a session has ended anywhere, all are looked up again.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<HashMap<SessionId, (Duration, u64)>>);

impl Sessions {
    /// Whether a session was seen alive a moment ago.
    pub fn is_fresh(&self, session: SessionId, now: Duration, version: u64) -> bool {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&session).copied();
        seen.is_some_and(|(seen, known)| known == version && now.saturating_sub(seen) < GRACE)
    }

    /// A session was just seen alive.
    pub fn mark_alive(&self, session: SessionId, now: Duration, version: u64) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MAX_SESSIONS {
            seen.clear();
        }
        seen.insert(session, (now, version));
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
        assert!(!sessions.is_fresh(session, at(100), 1));
        sessions.mark_alive(session, at(100), 1);
        assert!(sessions.is_fresh(session, at(119), 1));
        assert!(!sessions.is_fresh(session, at(120), 1));
        assert!(!sessions.is_fresh(session, at(119), 2), "somebody's session has ended since");
    }
}
