//! Times, counted in steps that people round to, so that the percentiles of a year come from twelve small rows instead of
//! half a million facts. A percentile is the upper end of its step: "at most so long" stays true, and is off by less than
//! two percent.

/// Up to (excluding) so many seconds, steps of so many.
const SCALE: [(i64, i64); 7] =
    [(300, 1), (1_800, 5), (7_200, 15), (43_200, 60), (345_600, 300), (2_592_000, 1_800), (i64::MAX, 21_600)];
/// Longer times (about eleven years) share the last step.
const LAST: i64 = Histogram::LAST_STEP as i64;

/// How many times fell into each step; only steps that occurred are kept, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram {
    steps: Vec<(u32, u32)>,
}

impl Histogram {
    /// The last step.
    pub(super) const LAST_STEP: u32 = 20_000;

    /// Counts a time, in seconds.
    pub fn add(&mut self, seconds: i64) {
        let step = step(seconds);
        match self.steps.binary_search_by_key(&step, |(step, _)| *step) {
            Ok(at) => self.steps[at].1 += 1,
            Err(at) => self.steps.insert(at, (step, 1)),
        }
    }

    /// Takes one back that was counted before; one that was not is left alone.
    pub fn remove(&mut self, seconds: i64) {
        if let Ok(at) = self.steps.binary_search_by_key(&step(seconds), |(step, _)| *step) {
            self.steps[at].1 -= 1;
            if self.steps[at].1 == 0 {
                self.steps.remove(at);
            }
        }
    }

    /// Adds what another one counted.
    pub fn merge(&mut self, other: &Self) {
        if self.steps.is_empty() {
            self.steps.clone_from(&other.steps);
            return;
        }
        let (mut left, mut right) = (self.steps.iter().peekable(), other.steps.iter().peekable());
        let mut merged = Vec::with_capacity(self.steps.len() + other.steps.len());
        while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
            let next = match one.0.cmp(&two.0) {
                std::cmp::Ordering::Less => left.next().copied(),
                std::cmp::Ordering::Greater => right.next().copied(),
                std::cmp::Ordering::Equal => {
                    let both = (one.0, one.1 + two.1);
                    left.next();
                    right.next();
                    Some(both)
                }
            };
            merged.extend(next);
        }
        merged.extend(left.chain(right));
        self.steps = merged;
    }

    /// How many times were counted.
    pub fn total(&self) -> u64 {
        self.steps.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// Seconds within which so many percent came, by the nearest rank; none of none.
    pub fn percentile(&self, percent: u64) -> Option<i64> {
        let rank = (self.total() * percent).div_ceil(100).max(1);
        let mut seen = 0;
        for (step, count) in &self.steps {
            seen += u64::from(*count);
            if seen >= rank {
                return Some(upper(*step));
            }
        }
        None
    }

    pub(super) fn steps(&self) -> &[(u32, u32)] {
        &self.steps
    }

    /// Of steps in any order; what is said twice of one is added up.
    pub(super) fn from_steps(mut steps: Vec<(u32, u32)>) -> Self {
        steps.sort_by_key(|(step, _)| *step);
        steps.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Self { steps }
    }
}

/// The step of a time: rounded up, so that its upper end is never less.
fn step(seconds: i64) -> u32 {
    let seconds = seconds.max(0);
    let (mut from, mut first) = (0, 0);
    for (until, width) in SCALE {
        if seconds <= until {
            let step = first + (seconds - from + width - 1) / width;
            return u32::try_from(step.min(LAST)).unwrap_or_default();
        }
        first += (until - from) / width;
        from = until;
    }
    0
}

/// The longest time of a step.
fn upper(step: u32) -> i64 {
    let step = i64::from(step);
    let (mut from, mut first) = (0, 0);
    for (until, width) in SCALE {
        let seconds = from + (step - first) * width;
        if seconds <= until {
            return seconds;
        }
        first += (until - from) / width;
        from = until;
    }
    i64::MAX
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_say_is_kept_to_the_second() {
        for seconds in
            [0, 1, 59, 299, 300, 305, 1_800, 1_815, 7_200, 7_500, 43_200, 45_000, 345_600, 2_592_000]
        {
            assert_eq!(upper(step(seconds)), seconds);
        }
    }

    #[test]
    fn percentiles_are_the_nearest_rank() {
        let mut hundred = Histogram::default();
        assert_eq!(hundred.percentile(50), None);
        (1..=100).for_each(|seconds| hundred.add(seconds));
        assert_eq!([50, 90, 95].map(|percent| hundred.percentile(percent)), [Some(50), Some(90), Some(95)]);
    }

    proptest! {
        #[test]
        fn a_time_is_rounded_up_a_little(seconds in 0_i64..80_000_000) {
            let said = upper(step(seconds));
            prop_assert!(said >= seconds && said - seconds <= seconds / 59 + 1, "{} {}", seconds, said);
        }

        #[test]
        fn what_is_taken_back_was_never_there(times in prop::collection::vec(0_i64..5_000_000, 0..40), split in 0_usize..40) {
            let count = |times: &[i64]| {
                let mut histogram = Histogram::default();
                for seconds in times {
                    histogram.add(*seconds);
                }
                histogram
            };
            let (some, rest) = times.split_at(split.min(times.len()));
            let (mut whole, mut sum) = (count(&times), count(some));
            sum.merge(&count(rest));
            prop_assert_eq!(&sum, &whole);
            let steps = [count(rest).steps, count(some).steps].concat();
            prop_assert_eq!(&Histogram::from_steps(steps), &whole);
            for seconds in rest {
                whole.remove(*seconds);
            }
            prop_assert_eq!(whole, count(some));
        }
    }
}
