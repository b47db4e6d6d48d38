//! A full training from start to end: fitted on most of the examples, tried out on those held out, calibrated, and fitted on
//! all of them.
//!
//! With an encoder two models are fitted, one of words alone and one of words and embedding, and added up in the shares
//! of least log loss on the held-out examples. An encoder that does not know the language of the desk then does little harm.
//!
//! The nearest neighbours ([`super::neighbours`]) are added in the share of least log loss.
//!
//! A desk with enough questions trains a hidden layer as well ([`super::hidden_layer`]), added in the share of least log loss.

use std::collections::HashSet;

use super::{
    calibration::{Calibration, HeldOutScore},
    feature::BUCKETS,
    fit::LinearTraining,
    hidden_layer::{HiddenLayer, LayerTraining, UNITS},
    mix::{HeldOutScores, Mix},
    neighbours::{Neighbours, meaning},
    rng::SeededRng,
    training_example::{COST, TrainingExample},
    weights::Weights,
};

/// Rounds over all examples; most trainings converge sooner.
const ROUNDS: usize = 15;
/// Rounds after the held-out examples have come back.
const LAST_ROUNDS: usize = 6;
/// Up to here each example is held out once; beyond, a tenth is held out and then learned on top.
const CROSSED: usize = 2_000;
/// Parts of the cross-validation.
const PARTS: usize = 5;
/// What an error costs the model of words and meaning, beside the model of words alone; by cross-validation.
const COST_WITH_MEANING: f32 = 0.3;
/// Visits of examples while the hidden layer is trained, and the bounds of its rounds.
const LAYER_VISITS: usize = 300_000;
const LAYER_ROUNDS: std::ops::RangeInclusive<usize> = 6..=30;
/// Rounds of short steps after the held-out examples have come back.
const LAYER_LAST_ROUNDS: usize = 3;

/// A training run over a set of examples.
pub(super) struct TrainingRun {
    topics: usize,
    dimensions: usize,
    /// By their words alone.
    plain: Vec<TrainingExample>,
    /// By their words and their meaning; empty without an encoder.
    whole: Vec<TrainingExample>,
    seed: u64,
}

/// Result of a training run: the parts of a model.
pub(super) struct TrainedParts {
    pub(super) weights: Weights,
    pub(super) layer: Option<HiddenLayer>,
    pub(super) neighbours: Option<Neighbours>,
    /// How sure the model may be.
    pub(super) calibration: Calibration,
    /// Log loss on the held-out examples.
    pub(super) log_loss: f64,
}

/// The models in training.
struct ModelsInTraining<'c> {
    plain: LinearTraining<'c>,
    whole: Option<LinearTraining<'c>>,
    layer: Option<LayerTraining<'c>>,
}

impl TrainingRun {
    /// A training run over these examples; `dimensions` is the length of their embeddings, 0 without an encoder.
    pub(super) fn new(topics: usize, dimensions: usize, cases: Vec<TrainingExample>, seed: u64) -> Self {
        let (plain, whole) = if dimensions == 0 {
            (cases, Vec::new())
        } else {
            let whole = cases
                .iter()
                .map(|case| TrainingExample { cost: COST_WITH_MEANING * case.cost, ..case.clone() });
            let plain = cases
                .iter()
                .map(|case| TrainingExample { features: case.features.without_meaning(), ..*case });
            (plain.collect(), whole.collect())
        };
        Self { topics, dimensions, plain, whole, seed }
    }

    /// Fits, tries out, calibrates and fits again.
    #[expect(clippy::cast_possible_truncation, reason = "examples are counted in u32 throughout")]
    pub(super) fn run(&self) -> TrainedParts {
        let all: Vec<u32> = (0..self.plain.len() as u32).collect();
        let mut real: Vec<u32> =
            all.iter().copied().filter(|at| self.plain[*at as usize].is_real()).collect();
        SeededRng::new(self.seed).shuffle(&mut real);
        let mut pair = self.start(real.len() > CROSSED);
        let mut tried = HeldOutScores::default();
        if real.len() > CROSSED {
            let held = &real[..real.len() / 10];
            let taught = without(&all, held);
            pair.run(&taught, ROUNDS);
            self.try_out(&pair, &taught, held, &mut tried);
            pair.run_last(&all);
        } else {
            for held in real.chunks(real.len().div_ceil(PARTS).max(1)) {
                let mut pair = self.start(false);
                let taught = without(&all, held);
                pair.run(&taught, ROUNDS);
                self.try_out(&pair, &taught, held, &mut tried);
            }
            pair.run(&all, ROUNDS);
        }
        self.sum(pair, self.neighbours(&all), &tried.best())
    }

    fn start(&self, with_layer: bool) -> ModelsInTraining<'_> {
        let plain = LinearTraining::new(self.topics, 0, &self.plain, self.seed);
        let whole = (self.dimensions > 0)
            .then(|| LinearTraining::new(self.topics, self.dimensions, &self.whole, self.seed));
        let layer = with_layer.then(|| {
            let cost = if self.dimensions == 0 { COST } else { COST * COST_WITH_MEANING };
            LayerTraining::new(self.topics, BUCKETS + self.dimensions, self.read_whole(), cost, self.seed)
        });
        ModelsInTraining { plain, whole, layer }
    }

    /// The examples with all that is known of them.
    fn read_whole(&self) -> &[TrainingExample] {
        if self.dimensions == 0 { &self.plain } else { &self.whole }
    }

    /// These examples as neighbours; none without an encoder.
    fn neighbours(&self, chosen: &[u32]) -> Option<Neighbours> {
        let cost = COST * COST_WITH_MEANING;
        (self.dimensions > 0).then(|| Neighbours::of(self.dimensions, &self.whole, chosen, cost, self.seed))
    }

    /// Scores what was held out. An example whose topic had no other real one is no fair test and is left out.
    fn try_out(&self, pair: &ModelsInTraining<'_>, taught: &[u32], held: &[u32], tried: &mut HeldOutScores) {
        let mut elsewhere = vec![0_usize; self.topics];
        for case in self.plain.iter().filter(|case| case.is_real()) {
            elsewhere[case.topic] += 1;
        }
        for at in held {
            elsewhere[self.plain[*at as usize].topic] -= 1;
        }
        let fair = || held.iter().map(|at| *at as usize).filter(|at| elsewhere[self.plain[*at].topic] > 0);
        let try_with = |weights: &Weights, cases: &[TrainingExample], trials: &mut Vec<HeldOutScore>| {
            for case in fair().map(|at| &cases[at]) {
                let mut scores = Vec::new();
                weights.scores(&case.features, &mut scores);
                trials.push(HeldOutScore { scores, truth: case.topic, outlier_score: None });
            }
        };
        try_with(&pair.plain.weights(), &self.plain, &mut tried.plain);
        if let Some(whole) = &pair.whole {
            try_with(&whole.weights(), &self.whole, &mut tried.whole);
        }
        if let Some(learning) = &pair.layer {
            let (layer, weights) = learning.learned(self.seed);
            for case in fair().map(|at| &self.read_whole()[at]) {
                let features = layer.added_to(case.features.clone());
                let mut scores = Vec::new();
                weights.scores(&features, &mut scores);
                let outlier_score = Some(layer.outlier_score(&features));
                tried.layer.push(HeldOutScore { scores, truth: case.topic, outlier_score });
            }
        }
        if let Some(neighbours) = self.neighbours(taught) {
            for case in fair().map(|at| &self.whole[at]) {
                let scores = neighbours.scores(&meaning(case), self.topics);
                tried.neighbours.push(HeldOutScore { scores, truth: case.topic, outlier_score: None });
            }
        }
    }

    /// All models in one.
    fn sum(&self, pair: ModelsInTraining<'_>, neighbours: Option<Neighbours>, mix: &Mix) -> TrainedParts {
        let Mix { whole: share, linear, layer: own, calibration, log_loss, .. } = *mix;
        let neighbours = neighbours.map(|own| Neighbours { share: mix.neighbours, ..own });
        let layer = pair.layer.map(|learning| learning.learned(self.seed));
        let units = if layer.is_some() { UNITS } else { 0 };
        let mut weights = pair.plain.into_weights();
        weights.reach(self.dimensions + units);
        weights.scale(linear * if pair.whole.is_some() { 1.0 - share } else { 1.0 });
        if let Some(whole) = pair.whole {
            weights.add_all(&whole.into_weights(), linear * share);
        }
        let layer = layer.map(|(layer, above)| {
            weights.add_all(&above, own);
            layer
        });
        TrainedParts { weights, layer, neighbours, calibration, log_loss }
    }
}

impl ModelsInTraining<'_> {
    fn run(&mut self, chosen: &[u32], rounds: usize) {
        std::thread::scope(|scope| {
            if let Some(layer) = &mut self.layer {
                let rounds = LAYER_VISITS / chosen.len().max(1);
                scope.spawn(move || {
                    layer.run(chosen, rounds.clamp(*LAYER_ROUNDS.start(), *LAYER_ROUNDS.end()));
                });
            }
            self.plain.run(chosen, rounds);
            if let Some(whole) = &mut self.whole {
                whole.run(chosen, rounds);
            }
        });
    }

    /// Goes on from what [`ModelsInTraining::run`] learned, with more examples.
    fn run_last(&mut self, chosen: &[u32]) {
        std::thread::scope(|scope| {
            if let Some(layer) = &mut self.layer {
                scope.spawn(|| layer.run_shortest_steps(chosen, LAYER_LAST_ROUNDS));
            }
            self.plain.run(chosen, LAST_ROUNDS);
            if let Some(whole) = &mut self.whole {
                whole.run(chosen, LAST_ROUNDS);
            }
        });
    }
}

fn without(all: &[u32], held: &[u32]) -> Vec<u32> {
    let held: HashSet<&u32> = held.iter().collect();
    all.iter().filter(|at| !held.contains(at)).copied().collect()
}
