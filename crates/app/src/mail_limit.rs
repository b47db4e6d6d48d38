//! How many automatic letters an address gets that somebody may have typed: otherwise a stranger has the desk write to anybody.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use souffleur_core::text::Email;

/// Letters to one address within an hour, whoever asked for them.
pub const MAX_PER_ADDRESS: usize = 5;
/// The time within which they are counted.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// The most addresses that are counted. With so many those whose time has passed are forgotten; a further one gets no letter
/// while an hour's worth of them is left: only a flood writes to as many.
const MAX_ADDRESSES: usize = 10_000;

/// Automatic letters to unproven addresses, counted on this node.
#[derive(Debug, Default)]
pub struct MailLimit(Mutex<HashMap<Email, VecDeque<Timestamp>>>);

impl MailLimit {
    /// Whether another letter may go to an address; it is counted then.
    pub fn take(&self, to: &Email, now: Timestamp) -> bool {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_recent = |at: &Timestamp| now.duration_since(*at) < WINDOW;
        if sent.len() >= MAX_ADDRESSES {
            sent.retain(|_, times| times.back().is_some_and(is_recent));
        }
        if sent.len() >= MAX_ADDRESSES && !sent.contains_key(to) {
            return false;
        }
        let times = sent.entry(to.clone()).or_default();
        while times.front().is_some_and(|at| !is_recent(at)) {
            times.pop_front();
        }
        if times.len() >= MAX_PER_ADDRESS {
            return false;
        }
        times.push_back(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    #[test]
    fn a_flood_of_addresses_takes_a_bounded_memory() {
        let limit = MailLimit::default();
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let address = |number: usize| Email::parse(&format!("a{number}@example.org")).unwrap();
        assert!((0..MAX_ADDRESSES).all(|number| limit.take(&address(number), now)));
        assert!(!limit.take(&address(MAX_ADDRESSES), now), "one too many");
        assert!(limit.take(&address(0), now), "who is counted already is counted on");
        assert!(limit.take(&address(MAX_ADDRESSES), now + 61.minutes()), "an hour later they are forgotten");
        assert_eq!(limit.0.lock().unwrap().len(), 1);
    }

    #[test]
    fn an_address_gets_five_letters_an_hour() {
        let limit = MailLimit::default();
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let (one, other) = (Email::parse("a@example.org").unwrap(), Email::parse("b@example.org").unwrap());
        let allowed = (0..9).filter(|minute: &i64| limit.take(&one, now + minute.minutes())).count();
        assert_eq!(allowed, MAX_PER_ADDRESS);
        assert!(limit.take(&other, now));
        assert!(limit.take(&one, now + 60.minutes()), "the first of them is an hour ago");
        assert!(!limit.take(&one, now + 60.minutes()));
    }
}
