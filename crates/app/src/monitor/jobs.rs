//! What each background job did last: when it succeeded, and how often it has failed since.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;

/// So many failures in a row are more than bad luck.
const FAILING: u32 = 3;

/// What one job did last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobHealth {
    /// When it last succeeded; none before the first time.
    pub last_success: Option<Timestamp>,
    /// Failures since the last success.
    pub consecutive_failures: u32,
    /// Failures since the start.
    pub failures: u64,
    /// The last failure with its causes, while there was no success since.
    pub last_error: Option<String>,
}

impl JobHealth {
    /// Whether it keeps failing.
    pub fn is_failing(&self) -> bool {
        self.consecutive_failures >= FAILING
    }
}

/// All jobs of this node by name.
#[derive(Debug, Default)]
pub struct JobRegistry(Mutex<BTreeMap<&'static str, JobHealth>>);

impl JobRegistry {
    /// Adds a job that has not done anything yet.
    pub fn register(&self, name: &'static str) {
        self.lock().entry(name).or_default();
    }

    /// Records a success.
    pub fn succeeded(&self, name: &'static str, now: Timestamp) {
        let mut jobs = self.lock();
        let job = jobs.entry(name).or_default();
        job.last_success = Some(now);
        job.consecutive_failures = 0;
        job.last_error = None;
    }

    /// Records a failure, and says how many there are in a row.
    pub fn failed(&self, name: &'static str, error: String) -> u32 {
        let mut jobs = self.lock();
        let job = jobs.entry(name).or_default();
        job.failures += 1;
        job.consecutive_failures = job.consecutive_failures.saturating_add(1);
        job.last_error = Some(error);
        job.consecutive_failures
    }

    /// All of them, in the order of their names; none on a node that runs no jobs.
    pub fn all(&self) -> Vec<(&'static str, JobHealth)> {
        self.lock().iter().map(|(name, job)| (*name, job.clone())).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, JobHealth>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_success_ends_a_row_of_failures_and_keeps_their_number() {
        let jobs = JobRegistry::default();
        jobs.register("tidy");
        assert_eq!(jobs.all(), [("tidy", JobHealth::default())]);
        for row in 1..=3 {
            assert_eq!(jobs.failed("tidy", "no space".to_owned()), row);
        }
        assert!(jobs.all()[0].1.is_failing());
        jobs.succeeded("tidy", Timestamp::UNIX_EPOCH);
        let job = &jobs.all()[0].1;
        assert!(!job.is_failing());
        assert_eq!((job.failures, job.consecutive_failures, &job.last_error), (3, 0, &None));
        assert_eq!(job.last_success, Some(Timestamp::UNIX_EPOCH));
    }
}
