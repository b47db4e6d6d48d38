//! Weights of the ensemble: the shares of each model with the least log loss on held-out examples.

use super::calibration::{Calibration, HeldOutScore};

/// The shares of the model of words and embedding that are tried.
const SHARES: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Its share where nothing can be tried out yet: much better in a language that the encoder knows, no worse in another.
const UNTRIED: f32 = 0.25;

/// The shares of the hidden layer that are tried.
const LAYER_SHARES: [f32; 6] = [0.0, 0.2, 0.35, 0.5, 0.65, 0.8];
/// The shares of the neighbours that are tried.
const NEIGHBOUR_SHARES: [f32; 7] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65];

/// Scores of each model on the held-out examples.
#[derive(Default)]
pub(super) struct HeldOutScores {
    pub(super) plain: Vec<HeldOutScore>,
    pub(super) whole: Vec<HeldOutScore>,
    pub(super) layer: Vec<HeldOutScore>,
    pub(super) neighbours: Vec<HeldOutScore>,
}

/// How much of each model is in the sum.
#[derive(Clone, Copy)]
pub(super) struct Mix {
    /// The share of the model of words and meaning; the model of words alone has the rest.
    pub(super) whole: f32,
    /// Factors of the linear models' weights, of the hidden layer's and of the neighbours' scores.
    pub(super) linear: f32,
    pub(super) layer: f32,
    pub(super) neighbours: f32,
    pub(super) calibration: Calibration,
    pub(super) log_loss: f64,
}

impl HeldOutScores {
    /// The mix of least log loss.
    pub(super) fn best(&self) -> Mix {
        let (mix, trials) = self.linear();
        let told = |own, other| Mix { linear: own, layer: other, ..mix };
        let (mix, trials) = pooled(&mix, &trials, &self.layer, &LAYER_SHARES, told).unwrap_or((mix, trials));
        let told = |own: f32, other| {
            let (linear, layer) = (own * mix.linear, own * mix.layer);
            Mix { linear, layer, neighbours: other, ..mix }
        };
        pooled(&mix, &trials, &self.neighbours, &NEIGHBOUR_SHARES, told).map_or(mix, |(mix, _)| mix)
    }

    /// The mix of the linear models of least log loss, and its scores.
    fn linear(&self) -> (Mix, Vec<HeldOutScore>) {
        let mixed = |share: f32| -> Vec<HeldOutScore> {
            if self.whole.is_empty() {
                return self.plain.iter().map(|trial| trial.mixed(1.0, trial, 0.0)).collect();
            }
            let both = self.plain.iter().zip(&self.whole);
            both.map(|(plain, whole)| plain.mixed(1.0 - share, whole, share)).collect()
        };
        let tries = SHARES.iter().filter(|_| !self.whole.is_empty());
        let best = least(tries.map(|share| Mix::of(*share, &mixed(*share))));
        let best = best.unwrap_or_else(|| Mix::of(UNTRIED, &mixed(UNTRIED)));
        let trials = mixed(best.whole);
        (best, trials)
    }
}

impl Mix {
    /// The linear models in these shares, which scored like this.
    fn of(whole: f32, trials: &[HeldOutScore]) -> Self {
        let calibration = Calibration::fit(trials);
        let log_loss = calibration.log_loss(trials);
        Self { whole, linear: 1.0, layer: 0.0, neighbours: 0.0, calibration, log_loss }
    }
}

/// A mix and one more model in the shares of least log loss, with its scores; none where that model was not tried. `told`
/// makes the mix of what both are multiplied by.
fn pooled(
    mix: &Mix,
    trials: &[HeldOutScore],
    others: &[HeldOutScore],
    shares: &[f32],
    told: impl Fn(f32, f32) -> Mix,
) -> Option<(Mix, Vec<HeldOutScore>)> {
    if others.is_empty() {
        return None;
    }
    // As many units of the one's scores as of the other's tell the same.
    #[expect(clippy::cast_possible_truncation, reason = "weights need no more digits")]
    let level = (mix.calibration.temperature / Calibration::fit(others).temperature) as f32;
    let mixed = |own: f32, other: f32| -> Vec<HeldOutScore> {
        trials.iter().zip(others).map(|(trial, of_other)| trial.mixed(own, of_other, other)).collect()
    };
    let tries = shares.iter().map(|share| {
        let (own, other) = (1.0 - share, share * level);
        let trials = mixed(own, other);
        let calibration = Calibration::fit(&trials);
        let log_loss = calibration.log_loss(&trials);
        ((own, other), Mix { calibration, log_loss, ..told(own, other) })
    });
    let best = tries.reduce(|best, next| if next.1.log_loss < best.1.log_loss { next } else { best });
    best.map(|((own, other), mix)| (mix, mixed(own, other)))
}

/// The mix of least log loss; of equal ones the first.
fn least(tries: impl Iterator<Item = Mix>) -> Option<Mix> {
    tries.reduce(|best, next| if next.log_loss < best.log_loss { next } else { best })
}
