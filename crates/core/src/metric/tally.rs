//! The figures of any number of facts. Tallies can be added, and a fact can be taken out again; as bytes they are the
//! same for the same facts, so that one computed anew can be compared with one that was kept.

use super::{Clock, Count, Fact, Histogram, Share, Span, Step};

/// What any facts come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; Count::ALL.len()],
    spans: [Histogram; Span::ALL.len()],
}

/// Bytes that are not a tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are not a tally")]
pub struct Malformed;

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
        for span in Span::ALL {
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
        for span in Span::ALL {
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
    pub fn share(&self, share: Share) -> Option<f64> {
        let (some, of) = share.parts();
        let all: u64 = of.iter().map(|count| self.count(*count)).sum();
        (all > 0).then(|| self.count(some) as f64 / all as f64)
    }

    /// The seconds within which so many percent of a step were done.
    pub fn percentile(&self, step: Step, clock: Clock, percent: u64) -> Option<i64> {
        self.spans[Span { step, clock }.index()].percentile(percent)
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.count(Count::Received) == 0
    }

    /// For keeping: numbers of seven bits a byte, the least first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        self.counts.iter().for_each(|count| put(&mut bytes, *count));
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
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut sum = TallySum::default();
        sum.add(bytes)?;
        Ok(sum.total())
    }
}

/// Many tallies that are added up as they were kept. Their steps are put in order once, and not for each of them.
#[derive(Debug, Clone, Default)]
pub struct TallySum {
    counts: [u64; Count::ALL.len()],
    spans: [Vec<(u32, u32)>; Span::ALL.len()],
}

impl TallySum {
    /// Adds one; of bytes that are none, some may have been added.
    pub fn add(&mut self, mut bytes: &[u8]) -> Result<(), Malformed> {
        for count in &mut self.counts {
            *count += take(&mut bytes)?;
        }
        for steps in &mut self.spans {
            let length = usize::try_from(take(&mut bytes)?).map_err(|_| Malformed)?;
            steps.reserve(length.min(bytes.len()));
            let mut last = 0_u32;
            for _ in 0..length {
                let (more, count) = (small(&mut bytes)?, small(&mut bytes)?);
                last = last.checked_add(more).ok_or(Malformed)?;
                steps.push((last, count));
            }
        }
        if bytes.is_empty() { Ok(()) } else { Err(Malformed) }
    }

    /// What they come to.
    pub fn total(self) -> Tally {
        Tally { counts: self.counts, spans: self.spans.map(Histogram::from_steps) }
    }
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

fn take(bytes: &mut &[u8]) -> Result<u64, Malformed> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first().ok_or(Malformed)?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(Malformed)
}

fn small(bytes: &mut &[u8]) -> Result<u32, Malformed> {
    u32::try_from(take(bytes)?).map_err(|_| Malformed)
}
