//! Probabilities that mean what they say: one temperature, fitted on examples the scores were not learned from. Without
//! it, sums of topic probabilities over an expert mislead.

/// The temperature of a model that has not been tested yet: what fits desks that know their topics by a line of
/// description, measured in two languages.
const UNTESTED: f64 = 0.45;

/// How many tested examples outweigh the untested guess.
const DOUBT: f64 = 20.0;

/// How sure a model may be, and how well that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calibration {
    /// What scores are divided by before they become probabilities.
    pub(super) temperature: f64,
    /// How much the examples tested so far said about it: an example on which two topics were close says much.
    pub(super) information: f64,
    /// What one in a hundred questions of the desk is less like the others than; absent until enough were tested.
    pub(super) settled: Option<f64>,
}

/// Weight of the outlier score beside the entropy of the topics' probabilities. Found by keeping
/// topics from the router, over several draws; anything from two thirds to twice as much does as well.
const OUTLIER_WEIGHT: f64 = 1.5;

/// In-scope score of a text: the negative entropy of its probabilities, less its outlier score, if any. 0 at best.
pub(super) fn likeness(scores: &[f32], temperature: f64, outlier_score: Option<f32>) -> f64 {
    settledness(scores, temperature) - OUTLIER_WEIGHT * outlier_score.map_or(0.0, f64::from).max(0.0)
}

/// Negative entropy of the probabilities of some scores: at most 0, lowest where every topic is equally probable.
fn settledness(scores: &[f32], temperature: f64) -> f64 {
    let highest = highest(scores);
    let (mut sum, mut weighed) = (0.0, 0.0);
    for below in scores.iter().map(|score| f64::from(score - highest) / temperature) {
        let share = below.exp();
        sum += share;
        weighed += share * below;
    }
    if sum > 0.0 { weighed / sum - sum.ln() } else { 0.0 }
}

/// Fewer trials than this say little about one in a hundred.
const ENOUGH: usize = 200;

/// What one in a hundred trials is less alike than; never what hesitates between two topics alone, which on a desk of
/// clear topics one in a hundred does.
fn hundredth(trials: &[HeldOutScore], temperature: f64) -> Option<f64> {
    let likeness = |trial: &HeldOutScore| likeness(&trial.scores, temperature, trial.outlier_score);
    let mut settled: Vec<f64> = trials.iter().map(likeness).collect();
    settled.sort_unstable_by(f64::total_cmp);
    let hundredth = settled.get(settled.len() / 100).copied().filter(|_| settled.len() >= ENOUGH);
    hundredth.map(|settled| settled.min(-std::f64::consts::LN_2))
}

/// The highest of some scores.
fn highest(scores: &[f32]) -> f32 {
    scores.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

/// Scores of one held-out example, and where the truth stands among them.
pub(super) struct HeldOutScore {
    pub(super) scores: Vec<f32>,
    pub(super) truth: usize,
    /// Its [outlier score](super::hidden_layer::HiddenLayer::outlier_score); absent without a hidden layer.
    pub(super) outlier_score: Option<f32>,
}

impl HeldOutScore {
    /// The same question by the sum of two models, so much of the one and of the other.
    pub(super) fn mixed(&self, own: f32, other: &Self, others: f32) -> Self {
        let both = self.scores.iter().zip(&other.scores);
        Self {
            scores: both.map(|(score, other)| own * score + others * other).collect(),
            truth: self.truth,
            outlier_score: self.outlier_score.or(other.outlier_score),
        }
    }
}

impl Calibration {
    /// Log loss of the held-out scores under this temperature.
    pub(super) fn log_loss(&self, trials: &[HeldOutScore]) -> f64 {
        trials.iter().map(|trial| log_loss(trial, self.temperature)).sum()
    }

    /// The temperature of least log loss; near the untested one while held-out examples are few.
    pub(super) fn fit(trials: &[HeldOutScore]) -> Self {
        let loss = |log: f64| {
            let log_loss: f64 = trials.iter().map(|trial| log_loss(trial, log.exp())).sum();
            let strayed = log - UNTESTED.ln();
            log_loss + DOUBT * strayed * strayed
        };
        let temperature = golden_section(loss, COLDEST.ln(), HOTTEST.ln()).exp();
        let information = trials.iter().map(|trial| Spread::of(&trial.scores, temperature).variance).sum();
        Self { temperature, information, settled: hundredth(trials, temperature) }
    }

    /// Moves a little towards the temperature of less log loss on an example that is about to be
    /// learned: one step of Newton's method, shorter the more is known.
    pub(super) fn feel(&mut self, scores: &[f32], truth: usize) {
        let spread = Spread::of(scores, self.temperature);
        let ahead = f64::from(scores[truth]) / self.temperature - spread.mean;
        self.information += spread.variance;
        let step = ahead.clamp(-2.0, 2.0) / (2.0 * DOUBT + self.information);
        self.temperature = (self.temperature * (-step).exp()).clamp(COLDEST, HOTTEST);
    }
}

/// Mean and variance of the scaled scores under their own probabilities.
struct Spread {
    mean: f64,
    variance: f64,
}

impl Spread {
    fn of(scores: &[f32], temperature: f64) -> Self {
        let scaled = |score: &f32| f64::from(*score) / temperature;
        let highest = scores.iter().map(scaled).fold(f64::NEG_INFINITY, f64::max);
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for below in scores.iter().map(|score| scaled(score) - highest) {
            let share = below.exp();
            sum += share;
            first += share * below;
            second += share * below * below;
        }
        let mean = first / sum;
        Self { mean: highest + mean, variance: (second / sum - mean * mean).max(0.0) }
    }
}

/// The range of temperatures; what asks for more is broken some other way.
const COLDEST: f64 = 0.05;
const HOTTEST: f64 = 5.0;

/// Minus the logarithm of the probability of the truth.
fn log_loss(trial: &HeldOutScore, temperature: f64) -> f64 {
    let highest = highest(&trial.scores);
    let share = |score: f32| (f64::from(score - highest) / temperature).exp();
    let sum: f64 = trial.scores.iter().map(|score| share(*score)).sum();
    sum.ln() - f64::from(trial.scores[trial.truth] - highest) / temperature
}

/// The minimum of a function with one valley.
fn golden_section(loss: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let ratio = (5.0_f64.sqrt() - 1.0) / 2.0;
    let (mut left, mut right) = (high - ratio * (high - low), low + ratio * (high - low));
    let (mut at_left, mut at_right) = (loss(left), loss(right));
    while high - low > 1e-3 {
        if at_left < at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - ratio * (high - low);
            at_left = loss(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + ratio * (high - low);
            at_right = loss(right);
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trials of a router that is right three times in four and always claims to be `score` ahead.
    fn claims(score: f32, count: usize) -> Vec<HeldOutScore> {
        (0..count)
            .map(|at| HeldOutScore {
                scores: vec![score, 0.0],
                truth: usize::from(at % 4 == 0),
                outlier_score: None,
            })
            .collect()
    }

    fn temperature(trials: &[HeldOutScore]) -> f64 {
        Calibration::fit(trials).temperature
    }

    #[test]
    fn boasting_is_cooled_and_modesty_is_warmed() {
        let honest = 3.0_f32.ln();
        assert!((temperature(&claims(honest, 40_000)) - 1.0).abs() < 0.05);
        assert!((temperature(&claims(3.0 * honest, 40_000)) - 3.0).abs() < 0.2);
        assert!((temperature(&claims(honest / 3.0, 40_000)) - 1.0 / 3.0).abs() < 0.05);
    }

    #[test]
    fn what_one_in_a_hundred_is_less_settled_than() {
        let open = || HeldOutScore { scores: vec![0.0, 0.0, 0.0], truth: 0, outlier_score: None };
        let clear = || HeldOutScore { scores: vec![9.0, 0.0, 0.0], truth: 0, outlier_score: None };
        let trials: Vec<_> = (0..995).map(|_| clear()).chain((0..5).map(|_| open())).collect();
        let settled = Calibration::fit(&trials).settled.expect("enough trials");
        assert!(settledness(&open().scores, 1.0) < settled && settled < settledness(&clear().scores, 1.0));
        assert!((settledness(&open().scores, 1.0) + 3.0_f64.ln()).abs() < 1e-9);
        assert!(settledness(&[4.0, 4.0, -90.0], 1.0) >= settled, "two topics are no stranger");
        assert!(Calibration::fit(&claims(8.0, 100)).settled.is_none());
    }

    #[test]
    fn a_few_trials_decide_little() {
        assert!((temperature(&[]) - UNTESTED).abs() < 0.01);
        assert!(temperature(&claims(20.0, 4)) < temperature(&claims(20.0, 400)));
    }

    #[test]
    fn examples_learned_one_by_one_lead_to_the_same_temperature() {
        let mut calibration = Calibration::fit(&[]);
        for trial in claims(2.0 * 3.0_f32.ln(), 8_000) {
            calibration.feel(&trial.scores, trial.truth);
        }
        assert!((calibration.temperature - 2.0).abs() < 0.3, "{calibration:?}");
    }
}
