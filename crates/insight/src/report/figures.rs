//! The numbers of one row of a report.

use souffleur_core::metric::{Count, HandlingStage, Ratio, Tally, TimeBasis};

/// What some promises come to. Every name stands in [`souffleur_core::metric`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures(Tally);

/// The times within which a step was done, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quantiles {
    /// Half of them.
    pub p50: Option<i64>,
    /// Nine in ten.
    pub p90: Option<i64>,
    /// Nineteen in twenty.
    pub p95: Option<i64>,
}

impl From<Tally> for Figures {
    fn from(tally: Tally) -> Self {
        Self(tally)
    }
}

impl Figures {
    /// A count.
    pub fn count(&self, count: Count) -> u64 {
        self.0.count(count)
    }

    /// A share, 0 to 1; none where there is nothing to have a share in.
    pub fn share(&self, share: Ratio) -> Option<f64> {
        self.0.share(share)
    }

    /// How sure the router was on average of its choices that were judged, 0 to 1.
    pub fn confidence(&self) -> Option<f64> {
        self.0.confidence()
    }

    /// How long a step took.
    pub fn took(&self, step: HandlingStage, clock: TimeBasis) -> Quantiles {
        let [p50, p90, p95] = [50, 90, 95].map(|percent| self.0.percentile(step, clock, percent));
        Quantiles { p50, p90, p95 }
    }

    /// Kept or broken.
    pub fn judged(&self) -> u64 {
        self.count(Count::Met) + self.count(Count::Breached)
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
