//! A full training from start to end: fitted on most of the examples, tried out on those held out, calibrated, and fitted on
//! all of them.
//!
//! With an encoder two models are fitted, one of words alone and one of words and meaning, and added up in the shares that
//! surprise least on what was held out. An encoder that does not know the language of the desk then does little harm.

use std::collections::HashSet;

use super::{
    calibration::{Calibration, Trial},
    dice::Dice,
    fit::{Case, Fitting},
    weights::Weights,
};

/// Rounds over all examples; most trainings settle sooner.
const ROUNDS: usize = 15;
/// Rounds after the held-out examples have come back.
const LAST_ROUNDS: usize = 6;
/// Up to here each example is held out once; beyond, a tenth is held out and then learned on top.
const CROSSED: usize = 2_000;
/// Parts of the cross-validation.
const PARTS: usize = 5;
/// What an error costs the model of words and meaning, beside the model of words alone; by cross-validation.
const COST_WITH_MEANING: f32 = 0.3;
/// The shares of the model of words and meaning that are tried.
const SHARES: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Its share where nothing can be tried out yet: much better in a language that the encoder knows, no worse in another.
const UNTRIED: f32 = 0.25;

/// The examples of a training.
pub(super) struct Course {
    topics: usize,
    dimensions: usize,
    /// By their words alone.
    plain: Vec<Case>,
    /// By their words and their meaning; empty without an encoder.
    whole: Vec<Case>,
    seed: u64,
}

/// Both models in training.
struct Pair<'c> {
    plain: Fitting<'c>,
    whole: Option<Fitting<'c>>,
}

/// How both models scored what was held out.
#[derive(Default)]
struct Tried {
    plain: Vec<Trial>,
    whole: Vec<Trial>,
}

impl Course {
    /// A course of these examples; `dimensions` is the length of their meaning, 0 without an encoder.
    pub(super) fn new(topics: usize, dimensions: usize, cases: Vec<Case>, seed: u64) -> Self {
        let (plain, whole) = if dimensions == 0 {
            (cases, Vec::new())
        } else {
            let whole = cases.iter().map(|case| Case { cost: COST_WITH_MEANING * case.cost, ..case.clone() });
            let plain = cases.iter().map(|case| Case { features: case.features.without_meaning(), ..*case });
            (plain.collect(), whole.collect())
        };
        Self { topics, dimensions, plain, whole, seed }
    }

    /// Holds it: the weights, and how sure they may be.
    #[expect(clippy::cast_possible_truncation, reason = "examples are counted in u32 throughout")]
    pub(super) fn hold(&self) -> (Weights, Calibration) {
        let all: Vec<u32> = (0..self.plain.len() as u32).collect();
        let mut real: Vec<u32> =
            all.iter().copied().filter(|at| self.plain[*at as usize].is_real()).collect();
        Dice::new(self.seed).shuffle(&mut real);
        let mut pair = self.start();
        let mut tried = Tried::default();
        if real.len() > CROSSED {
            let held = &real[..real.len() / 10];
            pair.run(&without(&all, held), ROUNDS);
            self.try_out(&pair, held, &mut tried);
            pair.run(&all, LAST_ROUNDS);
        } else {
            for held in real.chunks(real.len().div_ceil(PARTS).max(1)) {
                let mut pair = self.start();
                pair.run(&without(&all, held), ROUNDS);
                self.try_out(&pair, held, &mut tried);
            }
            pair.run(&all, ROUNDS);
        }
        let (share, calibration) = tried.best();
        (self.sum(&pair, share), calibration)
    }

    fn start(&self) -> Pair<'_> {
        let plain = Fitting::new(self.topics, 0, &self.plain, self.seed);
        let whole =
            (self.dimensions > 0).then(|| Fitting::new(self.topics, self.dimensions, &self.whole, self.seed));
        Pair { plain, whole }
    }

    /// Scores what was held out. An example whose topic had no other real one is no fair test and is left out.
    fn try_out(&self, pair: &Pair<'_>, held: &[u32], tried: &mut Tried) {
        let mut elsewhere = vec![0_usize; self.topics];
        for case in self.plain.iter().filter(|case| case.is_real()) {
            elsewhere[case.topic] += 1;
        }
        for at in held {
            elsewhere[self.plain[*at as usize].topic] -= 1;
        }
        let fair = || held.iter().map(|at| *at as usize).filter(|at| elsewhere[self.plain[*at].topic] > 0);
        let try_with = |weights: &Weights, cases: &[Case], trials: &mut Vec<Trial>| {
            for case in fair().map(|at| &cases[at]) {
                let mut scores = Vec::new();
                weights.scores(&case.features, &mut scores);
                trials.push(Trial { scores, truth: case.topic });
            }
        };
        try_with(&pair.plain.weights(), &self.plain, &mut tried.plain);
        if let Some(whole) = &pair.whole {
            try_with(&whole.weights(), &self.whole, &mut tried.whole);
        }
    }

    /// Both models in one.
    fn sum(&self, pair: &Pair<'_>, share: f32) -> Weights {
        let plain = pair.plain.weights();
        let Some(whole) = &pair.whole else { return plain };
        let mut sum = Weights::new(self.topics, self.dimensions);
        sum.add_all(&plain, 1.0 - share);
        sum.add_all(&whole.weights(), share);
        sum
    }
}

impl Pair<'_> {
    fn run(&mut self, chosen: &[u32], rounds: usize) {
        self.plain.run(chosen, rounds);
        if let Some(whole) = &mut self.whole {
            whole.run(chosen, rounds);
        }
    }
}

impl Tried {
    /// The share of the model of words and meaning that surprises least, and the calibration of that sum.
    fn best(&self) -> (f32, Calibration) {
        if self.whole.is_empty() {
            return (UNTRIED, Calibration::fit(&self.plain));
        }
        let mut best: Option<(f64, f32, Calibration)> = None;
        for share in SHARES {
            let trials: Vec<Trial> = (self.plain.iter().zip(&self.whole))
                .map(|(plain, whole)| plain.mixed(whole, share))
                .collect();
            let calibration = Calibration::fit(&trials);
            let surprise = calibration.surprise(&trials);
            if best.as_ref().is_none_or(|(least, ..)| surprise < *least) {
                best = Some((surprise, share, calibration));
            }
        }
        best.map_or_else(|| (UNTRIED, Calibration::fit(&[])), |(_, share, calibration)| (share, calibration))
    }
}

fn without(all: &[u32], held: &[u32]) -> Vec<u32> {
    let held: HashSet<&u32> = held.iter().collect();
    all.iter().filter(|at| !held.contains(at)).copied().collect()
}
