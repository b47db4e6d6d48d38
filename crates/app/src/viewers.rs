//! Presence: which staff have which question open. Kept in memory by every node, which hears of it from the others.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use souffleur_core::id::{QuestionId, UserId};

/// Silence after which a viewer counts as gone; pages report twice as often.
pub const GONE: Duration = Duration::from_mins(1);
/// Questions kept before those without viewers are dropped.
const MANY: usize = 1_000;

/// Instant until which each user counts as a viewer of each question, in this node's monotonic time.
#[derive(Debug, Default)]
pub struct Viewers {
    until: Mutex<HashMap<QuestionId, HashMap<UserId, Duration>>>,
}

impl Viewers {
    /// Records until when a user views a question, or that they left; returns whether that changed who views it.
    pub fn heard(&self, question: QuestionId, user: UserId, until: Option<Duration>, now: Duration) -> bool {
        let mut all = self.lock();
        if all.len() > MANY {
            all.retain(|_, viewers| viewers.values().any(|until| *until > now));
        }
        let viewers = all.entry(question).or_default();
        let before = match until {
            Some(until) => viewers.insert(user, until),
            None => viewers.remove(&user),
        };
        if viewers.is_empty() {
            all.remove(&question);
        }
        before.is_some_and(|before| before > now) != until.is_some()
    }

    /// Users who view a question, by id.
    pub fn at(&self, question: QuestionId, now: Duration) -> Vec<UserId> {
        let all = self.lock();
        let viewers = all.get(&question).into_iter().flatten();
        let mut here: Vec<_> = viewers.filter(|(_, until)| **until > now).map(|(user, _)| *user).collect();
        here.sort();
        here
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<QuestionId, HashMap<UserId, Duration>>> {
        self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn who_comes_and_goes_is_seen_and_who_stays_is_not() {
        let (viewers, now) = (Viewers::default(), Duration::ZERO);
        let [one, two] = [1, 2].map(|number| UserId::new(Uuid::from_u128(number)));
        let question = QuestionId::new(Uuid::nil());
        let later = |seconds| now + Duration::from_secs(seconds);
        assert!(viewers.heard(question, one, Some(later(60)), now));
        assert!(!viewers.heard(question, one, Some(later(85)), later(25)));
        assert!(viewers.heard(question, two, Some(later(90)), later(30)));
        assert_eq!(viewers.at(question, later(40)), [one, two]);
        assert!(viewers.heard(question, two, None, later(41)));
        assert_eq!(viewers.at(question, later(42)), [one]);
        // Whose browser died is gone without a word, and new when they are back.
        assert!(viewers.at(question, later(85)).is_empty());
        assert!(viewers.heard(question, one, Some(later(160)), later(100)));
        assert!(!viewers.heard(question, two, None, later(100)));
    }
}
