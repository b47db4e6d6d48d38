//! The numbers of one row of a report.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_sla::TargetKind;

use super::{cut::CellState, sla::Row};

/// Counts of promises, and how long customers waited for their first reply.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Promises that began to run in the period.
    pub received: u64,
    /// Kept.
    pub met: u64,
    /// Broken, whether or not a reply came later.
    pub breached: u64,
    /// Still running.
    pub pending: u64,
    /// Excused, with a reason.
    pub no_reply_needed: u64,
    /// Of all these, those during which the house paused: none is hidden by it.
    pub house_paused: u64,
    /// Met among met and breached; none where neither is.
    pub rate: Option<f64>,
    /// Half of the first replies came within so many seconds.
    pub p50: Option<i64>,
    /// Nine in ten did.
    pub p90: Option<i64>,
    /// Nineteen in twenty did.
    pub p95: Option<i64>,
}

impl Figures {
    /// Counts promises, as of an instant.
    pub(super) fn of<'a>(rows: impl IntoIterator<Item = &'a Row>, now: Timestamp) -> Self {
        let mut figures = Self::default();
        let mut waits = Vec::new();
        for row in rows {
            figures.received += 1;
            *figures.slot(CellState::of(row, now)) += 1;
            figures.house_paused += u64::from(row.house_paused);
            waits.extend(first_reply_seconds(row));
        }
        waits.sort_unstable();
        let judged = figures.met + figures.breached;
        #[expect(clippy::cast_precision_loss, reason = "a share of fewer than 2^52 promises")]
        let rate = (judged > 0).then(|| figures.met as f64 / judged as f64);
        let [p50, p90, p95] = [50, 90, 95].map(|percent| percentile(&waits, percent));
        Self { rate, p50, p90, p95, ..figures }
    }

    fn slot(&mut self, state: CellState) -> &mut u64 {
        match state {
            CellState::Met => &mut self.met,
            CellState::Breached => &mut self.breached,
            CellState::Pending => &mut self.pending,
            CellState::NoReplyNeeded => &mut self.no_reply_needed,
            CellState::HousePaused => &mut self.house_paused,
        }
    }
}

/// How long the customer waited, where this is a first reply and it has come.
pub(super) fn first_reply_seconds(row: &Row) -> Option<i64> {
    let met_at = row.met_at.filter(|_| row.kind == TargetKind::FirstReply)?;
    Some(met_at.duration_since(row.set_at).as_secs())
}

/// The nearest rank: the least value that at least so many percent do not exceed.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        assert_eq!(percentile(&[], 50), None);
        assert_eq!(percentile(&[7], 95), Some(7));
        let hundred: Vec<i64> = (1..=100).collect();
        assert_eq!([50, 90, 95].map(|percent| percentile(&hundred, percent)), [Some(50), Some(90), Some(95)]);
    }
}
