//! Presence: which staff have which question open. Kept in memory by every node, which hears of it from the others.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use souffleur_core::id::{QuestionId, UserId};

/// Who has not said for so long that they are still there has left. Pages say so twice as often.
pub const GONE: Duration = Duration::from_mins(1);
/// Where more questions than this are kept, those that everybody has left are forgotten.
const MANY: usize = 1_000;

/// Until when each person counts as looking at each question, in this node's monotonic time.
#[derive(Debug, Default)]
pub struct Viewers {
    until: Mutex<HashMap<QuestionId, HashMap<UserId, Duration>>>,
}

impl Viewers {
    /// Takes note that somebody looks until an instant, or does no longer; says whether others see a difference.
    pub fn heard(&self, question: QuestionId, user: UserId, until: Option<Duration>, now: Duration) -> bool {
        let mut all = self.lock();
        if all.len() > MANY {
            all.retain(|_, lookers| lookers.values().any(|until| *until > now));
        }
        let lookers = all.entry(question).or_default();
        let before = match until {
            Some(until) => lookers.insert(user, until),
            None => lookers.remove(&user),
        };
        if lookers.is_empty() {
            all.remove(&question);
        }
        before.is_some_and(|before| before > now) != until.is_some()
    }

    /// Who looks at a question, in the order of their ids.
    pub fn at(&self, question: QuestionId, now: Duration) -> Vec<UserId> {
        let all = self.lock();
        let lookers = all.get(&question).into_iter().flatten();
        let mut here: Vec<_> = lookers.filter(|(_, until)| **until > now).map(|(user, _)| *user).collect();
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
        let (lookers, now) = (Viewers::default(), Duration::ZERO);
        let [one, two] = [1, 2].map(|number| UserId::new(Uuid::from_u128(number)));
        let question = QuestionId::new(Uuid::nil());
        let later = |seconds| now + Duration::from_secs(seconds);
        assert!(lookers.heard(question, one, Some(later(60)), now));
        assert!(!lookers.heard(question, one, Some(later(85)), later(25)));
        assert!(lookers.heard(question, two, Some(later(90)), later(30)));
        assert_eq!(lookers.at(question, later(40)), [one, two]);
        assert!(lookers.heard(question, two, None, later(41)));
        assert_eq!(lookers.at(question, later(42)), [one]);
        // Whose browser died is gone without a word, and new when they are back.
        assert!(lookers.at(question, later(85)).is_empty());
        assert!(lookers.heard(question, one, Some(later(160)), later(100)));
        assert!(!lookers.heard(question, two, None, later(100)));
    }
}
