//! The state of the transport of letters: running, or paused with the reason and the time of the next try. While it is
//! paused no letter is claimed but one for each try, so that an outage of days costs no letter an attempt.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use souffleur_channels::email::{Cause, SendError, Step};

/// The longest pause between two tries.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);
/// Consecutive failures of the connection before anybody is alerted; a refusal of the desk is told at once.
const ALERT_AFTER: u32 = 3;
/// Letters in a row of which nobody knows whether they arrived, before the transport is paused.
const PAUSE_AFTER_UNKNOWN: u32 = 2;

/// Whether letters may be claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// As many as there are.
    Open,
    /// One, to see whether the transport works again.
    Probe,
    /// None before this instant.
    Closed(Timestamp),
}

/// A pause of the transport.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paused {
    /// When it began.
    pub since: Timestamp,
    /// The failure that caused it.
    pub error: SendError,
    /// When the transport is tried again.
    pub next_attempt_at: Timestamp,
}

/// The state of the transport, as this node sees it.
#[derive(Debug, Default)]
pub struct Transport(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    paused: Option<Paused>,
    /// Failures in a row that were the transport's.
    failures: u32,
    /// Whether people were told that it is paused; unknown until the database was asked.
    alerted: Option<bool>,
    errors: BTreeMap<(Cause, Step), u64>,
}

impl Transport {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether letters may be claimed now.
    pub fn gate(&self, now: Timestamp) -> Gate {
        match &self.state().paused {
            None => Gate::Open,
            Some(paused) if paused.next_attempt_at <= now => Gate::Probe,
            Some(paused) => Gate::Closed(paused.next_attempt_at),
        }
    }

    /// The present pause.
    pub fn paused(&self) -> Option<Paused> {
        self.state().paused.clone()
    }

    /// Failures since the node started, by cause and step.
    pub fn errors(&self) -> BTreeMap<(Cause, Step), u64> {
        self.state().errors.clone()
    }

    /// Notes that the other side took a letter, or spoke about one: the transport works. Whether people may have to be
    /// told that it does again.
    pub fn works(&self) -> bool {
        let mut state = self.state();
        if state.paused.take().is_some() {
            tracing::info!("the transport of letters works again");
        }
        state.failures = 0;
        state.alerted != Some(false)
    }

    /// Counts a failure that is about a letter.
    pub fn count(&self, error: &SendError) {
        *self.state().errors.entry((error.cause, error.step)).or_default() += 1;
    }

    /// Notes a failure that is the transport's, or may be. Whether people have to be told that it is paused. `pause`:
    /// how long the first one lasts; `jitter` spreads what it became.
    pub fn failed(
        &self,
        now: Timestamp,
        error: &SendError,
        first: SignedDuration,
        jitter: impl FnOnce(SignedDuration) -> SignedDuration,
    ) -> bool {
        let mut state = self.state();
        // Letters that were on their way together fail together: one failure of the transport.
        if state.paused.as_ref().is_some_and(|paused| paused.next_attempt_at > now) {
            return false;
        }
        state.failures += 1;
        if error.cause == Cause::Unknown && state.failures < PAUSE_AFTER_UNKNOWN {
            return false;
        }
        let doubled = first.saturating_mul(2_i32.saturating_pow(state.failures.saturating_sub(1)));
        let next_attempt_at =
            now.saturating_add(jitter(doubled.min(LONGEST.max(first)))).unwrap_or(Timestamp::MAX);
        let since = state.paused.as_ref().map_or(now, |paused| paused.since);
        tracing::warn!(%error, failures = state.failures, %next_attempt_at, "the transport of letters is paused");
        state.paused = Some(Paused { since, error: error.clone(), next_attempt_at });
        let serious = error.cause == Cause::TransportRefused || state.failures >= ALERT_AFTER;
        serious && state.alerted != Some(true)
    }

    /// Remembers what people were told.
    pub fn alerted(&self, paused: bool) {
        self.state().alerted = Some(paused);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(cause: Cause) -> SendError {
        SendError::new(cause, Step::Auth, "535 wrong password")
    }

    #[test]
    fn a_pause_doubles_and_ends_with_the_first_letter_that_goes() {
        let (transport, start) = (Transport::default(), Timestamp::UNIX_EPOCH);
        let fail = |at: i64, cause| {
            let now = start + SignedDuration::from_secs(at);
            transport.failed(now, &error(cause), SignedDuration::from_secs(30), |pause| pause)
        };
        assert!(fail(0, Cause::TransportRefused), "told at once");
        assert!(!fail(10, Cause::TransportRefused), "on its way with the first");
        assert_eq!(transport.gate(start), Gate::Closed(start + SignedDuration::from_secs(30)));
        assert_eq!(transport.gate(start + SignedDuration::from_secs(30)), Gate::Probe);
        transport.alerted(true);
        assert!(!fail(30, Cause::TransportRefused), "once");
        assert_eq!(transport.gate(start), Gate::Closed(start + SignedDuration::from_secs(90)));
        assert_eq!(transport.paused().unwrap().since, start);
        assert!(transport.works());
        assert_eq!(transport.gate(start), Gate::Open);
    }

    #[test]
    fn a_connection_that_fails_once_alerts_nobody_and_one_unknown_outcome_pauses_nothing() {
        let (transport, now) = (Transport::default(), Timestamp::UNIX_EPOCH);
        let fail = |cause| transport.failed(now, &error(cause), SignedDuration::ZERO, |pause| pause);
        assert!(!fail(Cause::Unknown));
        assert_eq!(transport.gate(now), Gate::Open);
        assert!(!fail(Cause::TransportDown));
        assert_eq!(transport.gate(now), Gate::Probe);
        assert!(fail(Cause::TransportDown), "the third in a row");
    }
}
