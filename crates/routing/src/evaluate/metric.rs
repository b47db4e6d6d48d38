//! Counting hits, and how far claims are from truth.

/// Predictions of one kind (labels, or experts) against the truth.
#[derive(Debug, Default)]
pub(super) struct RankTally {
    /// For each row the rank of the truth (0 is first) and the probability of the first.
    rows: Vec<(usize, f64)>,
}

impl RankTally {
    /// Notes one prediction: the probability of each candidate, and which one was true, if it was among them.
    pub(super) fn note(&mut self, chances: &[f64], truth: Option<usize>) {
        let first = chances.iter().copied().fold(0.0, f64::max);
        let rank = truth.map_or(usize::MAX, |truth| {
            let theirs = chances[truth];
            let ahead = chances[..truth].iter().filter(|chance| **chance >= theirs).count();
            ahead + chances[truth..].iter().filter(|chance| **chance > theirs).count()
        });
        self.rows.push((rank, first));
    }

    /// The share of rows, in percent, whose truth was among the first `k`.
    pub(super) fn top(&self, k: usize) -> Option<f64> {
        Self::share(&self.rows, k)
    }

    /// The same over the last fifth of the rows.
    pub(super) fn top_of_last_fifth(&self, k: usize) -> Option<f64> {
        Self::share(&self.rows[self.rows.len() - self.rows.len() / 5..], k)
    }

    fn share(rows: &[(usize, f64)], k: usize) -> Option<f64> {
        percent(rows.iter().filter(|(rank, _)| *rank < k).count(), rows.len())
    }

    /// Expected calibration error: over 15 equal bins of the claimed probability, the mean distance between claim and truth.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bins of a probability"
    )]
    pub(super) fn calibration_error(&self) -> Option<f64> {
        let mut bins = [(0.0, 0.0); 15];
        for (rank, claim) in &self.rows {
            let bin = &mut bins[((claim * 15.0) as usize).min(14)];
            bin.0 += claim;
            bin.1 += if *rank == 0 { 1.0 } else { 0.0 };
        }
        let distance: f64 = bins.iter().map(|(claimed, true_)| (claimed - true_).abs()).sum();
        (!self.rows.is_empty()).then(|| distance / self.rows.len() as f64)
    }
}

/// A share in percent; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of rows")]
pub(super) fn percent(hits: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| 100.0 * hits as f64 / of as f64)
}

/// The value that `share` (0 to 1) of the times do not exceed.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a list"
)]
pub(super) fn percentile(times: &mut [f64], share: f64) -> Option<f64> {
    times.sort_unstable_by(f64::total_cmp);
    times.get(((times.len().saturating_sub(1)) as f64 * share).round() as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_shares() {
        let mut tally = RankTally::default();
        tally.note(&[0.7, 0.2, 0.1], Some(0));
        tally.note(&[0.7, 0.2, 0.1], Some(2));
        tally.note(&[0.5, 0.5], Some(1));
        tally.note(&[0.9, 0.1], None);
        assert_eq!(tally.top(1), Some(25.0));
        assert_eq!(tally.top(2), Some(50.0));
        assert_eq!(tally.top(3), Some(75.0));
    }

    #[test]
    fn a_claim_of_three_in_four_that_holds_is_calibrated() {
        let mut tally = RankTally::default();
        (0..400).for_each(|at| tally.note(&[0.75, 0.25], Some(usize::from(at % 4 == 0))));
        assert!(tally.calibration_error().is_some_and(|error| error < 1e-9));
        let mut boast = RankTally::default();
        (0..400).for_each(|at| boast.note(&[1.0, 0.0], Some(usize::from(at % 4 == 0))));
        assert!(boast.calibration_error().is_some_and(|error| (error - 0.25).abs() < 1e-9));
    }

    #[test]
    fn percentiles() {
        let mut times: Vec<f64> = (1..=101).rev().map(f64::from).collect();
        assert_eq!((percentile(&mut times, 0.5), percentile(&mut times, 0.99)), (Some(51.0), Some(100.0)));
        assert_eq!(percentile(&mut [], 0.5), None);
    }
}
