//! The figures of any number of facts. Tallies can be added, and a fact can be taken out again; as bytes they are the
//! same for the same facts, so that one computed anew can be compared with one that was kept.

use super::{Count, Fact, HandlingStage, Histogram, Ratio, TimeBasis, TimedStage, confidence};

/// What any facts come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; Count::ALL.len()],
    /// How sure the router was of all that [`Count::Sure`] counts together, in thousandths.
    confidence: u64,
    spans: [Histogram; TimedStage::ALL.len()],
}

/// Bytes that are not a tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are not a tally")]
pub struct MalformedTally;

impl Tally {
    /// The figures of some facts.
    pub fn of<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut tally = Self::default();
        facts.into_iter().for_each(|fact| tally.add(fact));
        tally
    }

    /// Counts a fact.
    pub fn add(&mut self, fact: &Fact) {
        for count in Count::ALL {
            self.counts[count.index()] += u64::from(count.counts(fact));
        }
        self.confidence += u64::from(confidence(fact).unwrap_or(0));
        for span in TimedStage::ALL {
            if let Some(seconds) = span.seconds(fact) {
                self.spans[span.index()].add(seconds);
            }
        }
    }

    /// Takes a fact out that was counted before.
    pub fn remove(&mut self, fact: &Fact) {
        for count in Count::ALL {
            let counted = &mut self.counts[count.index()];
            *counted = counted.saturating_sub(u64::from(count.counts(fact)));
        }
        self.confidence = self.confidence.saturating_sub(u64::from(confidence(fact).unwrap_or(0)));
        for span in TimedStage::ALL {
            if let Some(seconds) = span.seconds(fact) {
                self.spans[span.index()].remove(seconds);
            }
        }
    }

    /// Adds the figures of other facts.
    pub fn merge(&mut self, other: &Self) {
        for (counted, more) in self.counts.iter_mut().zip(other.counts) {
            *counted += more;
        }
        self.confidence += other.confidence;
        for (span, more) in self.spans.iter_mut().zip(&other.spans) {
            span.merge(more);
        }
    }

    /// A count.
    pub fn count(&self, count: Count) -> u64 {
        self.counts[count.index()]
    }

    /// A share; none where there is nothing to have a share in.
    #[expect(clippy::cast_precision_loss, reason = "a share of fewer than 2^52 facts")]
    pub fn share(&self, share: Ratio) -> Option<f64> {
        let (some, of) = share.parts();
        let all: u64 = of.iter().map(|count| self.count(*count)).sum();
        (all > 0).then(|| self.count(some) as f64 / all as f64)
    }

    /// How sure the router was on average, 0 to 1, of its choices that were judged.
    #[expect(clippy::cast_precision_loss, reason = "thousandths of fewer than 2^42 facts")]
    pub fn confidence(&self) -> Option<f64> {
        let of = self.count(Count::Sure);
        (of > 0).then(|| self.confidence as f64 / 1000.0 / of as f64)
    }

    /// The seconds within which so many percent of a step were done.
    pub fn percentile(&self, step: HandlingStage, clock: TimeBasis, percent: u64) -> Option<i64> {
        self.spans[TimedStage { step, clock }.index()].percentile(percent)
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.count(Count::Received) == 0
    }

    /// For keeping: numbers of seven bits a byte, the least first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        self.counts.iter().for_each(|count| put(&mut bytes, *count));
        put(&mut bytes, self.confidence);
        for span in &self.spans {
            put(&mut bytes, span.steps().len() as u64);
            let mut last = 0;
            for (step, count) in span.steps() {
                put(&mut bytes, u64::from(step - last));
                put(&mut bytes, u64::from(*count));
                last = *step;
            }
        }
        bytes
    }

    /// What was kept.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MalformedTally> {
        let mut kept = Self::default();
        let mut spans = [const { Vec::new() }; TimedStage::ALL.len()];
        let sums = kept.counts.iter_mut().chain([&mut kept.confidence]);
        read(bytes, sums, |span, step, count| spans[span].push((step, count)))?;
        Ok(Self { spans: spans.map(Histogram::from_steps), ..kept })
    }
}

/// Many tallies that are added up as they were kept: a count for each step there is, so that none has to be put in order.
#[derive(Debug, Clone, Default)]
pub struct TallySum {
    counts: [u64; Count::ALL.len()],
    confidence: u64,
    spans: [Vec<u32>; TimedStage::ALL.len()],
}

impl TallySum {
    /// Adds one; of bytes that are none, some may have been added.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), MalformedTally> {
        let Self { counts, confidence, spans } = self;
        read(bytes, counts.iter_mut().chain([confidence]), |span, step, count| {
            let (steps, step) = (&mut spans[span], step as usize);
            if step >= steps.len() {
                steps.resize(step + 1, 0);
            }
            steps[step] += count;
        })
    }

    /// What they come to.
    pub fn total(self) -> Tally {
        let steps = |counts: Vec<u32>| {
            let counted = (0..).zip(counts).filter(|(_, count)| *count > 0);
            Histogram::from_steps(counted.collect())
        };
        Tally { counts: self.counts, confidence: self.confidence, spans: self.spans.map(steps) }
    }
}

/// Adds what was kept to some sums, and tells each span's steps in order, with how many times fell into each.
fn read<'a>(
    mut bytes: &[u8],
    sums: impl Iterator<Item = &'a mut u64>,
    mut tell: impl FnMut(usize, u32, u32),
) -> Result<(), MalformedTally> {
    for sum in sums {
        *sum += take(&mut bytes)?;
    }
    for span in 0..TimedStage::ALL.len() {
        let length = take(&mut bytes)?;
        let mut last = 0_u32;
        for _ in 0..length {
            let (more, count) = (small(&mut bytes)?, small(&mut bytes)?);
            last =
                last.checked_add(more).filter(|step| *step <= Histogram::LAST_STEP).ok_or(MalformedTally)?;
            tell(span, last, count);
        }
    }
    if bytes.is_empty() { Ok(()) } else { Err(MalformedTally) }
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

fn take(bytes: &mut &[u8]) -> Result<u64, MalformedTally> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first().ok_or(MalformedTally)?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(MalformedTally)
}

fn small(bytes: &mut &[u8]) -> Result<u32, MalformedTally> {
    // Most are one byte.
    if let [first @ 0..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return Ok(u32::from(*first));
    }
    u32::try_from(take(bytes)?).map_err(|_| MalformedTally)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tally() -> impl Strategy<Value = Tally> {
        let counts = prop::array::uniform(0_u64..300);
        let times = prop::collection::vec((0..TimedStage::ALL.len(), 0_i64..90_000_000), 0..60);
        (counts, 0_u64..300_000, times).prop_map(|(counts, confidence, times)| {
            let mut tally = Tally { counts, confidence, ..Tally::default() };
            for (span, seconds) in times {
                tally.spans[span].add(seconds);
            }
            tally
        })
    }

    proptest! {
        #[test]
        fn a_sum_of_what_was_kept_is_what_was_counted(tallies in prop::collection::vec(tally(), 0..6)) {
            let (mut merged, mut sum) = (Tally::default(), TallySum::default());
            for tally in &tallies {
                prop_assert_eq!(&Tally::from_bytes(&tally.to_bytes()), &Ok(tally.clone()));
                merged.merge(tally);
                sum.add(&tally.to_bytes()).unwrap();
            }
            prop_assert_eq!(sum.total(), merged);
        }

        #[test]
        fn what_is_no_tally_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(tally) = Tally::from_bytes(&bytes) {
                prop_assert!(TallySum::default().add(&tally.to_bytes()).is_ok());
            }
        }
    }
}
