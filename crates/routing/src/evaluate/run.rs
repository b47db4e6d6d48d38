//! Teaching and testing.

use super::{
    EvaluateError, EvaluationPlan, EvaluationReport, EvaluationRows, LabelledText, Stopwatch,
    guess::{Guesses, Past},
    metric::{RankTally, percentile},
    names::{Names, place, topic},
    resample::resample,
    scope::{OutOfScope, hide},
    split::{deal, draw},
};
use crate::{Example, Model, ModelInput, Training, rng::SeededRng, teach::TopicDescription};
use souffleur_core::id::TopicId;

/// Teaches, tests and measures.
pub fn evaluate(
    rows: EvaluationRows<'_>,
    study: &EvaluationPlan<'_>,
    watch: &dyn Stopwatch,
) -> Result<EvaluationReport, EvaluateError> {
    let mut bench = Bench::new(Names::of(rows, study)?, study, watch);
    match rows {
        EvaluationRows::TrainTest { train, test } => {
            bench.part(train.iter().collect(), test.iter().collect());
        }
        // One pass has no use for parts: it is tested on every row before it learns it.
        EvaluationRows::Folds { rows, .. } if study.online => bench.part(Vec::new(), rows.iter().collect()),
        EvaluationRows::Folds { rows, folds } => {
            let part_of = deal(rows, folds, study.seed);
            for part in 0..folds {
                let side = |tests: bool| {
                    let of_side = rows.iter().zip(&part_of).filter(|(_, of)| (**of == part) == tests);
                    of_side.map(|(row, _)| row).collect()
                };
                bench.part(side(false), side(true));
            }
        }
    }
    Ok(bench.report())
}

/// Everything counted so far.
struct Bench<'a> {
    names: Names<'a>,
    study: &'a EvaluationPlan<'a>,
    watch: &'a dyn Stopwatch,
    labels: RankTally,
    experts: RankTally,
    guesses: Guesses,
    scope: OutOfScope,
    /// Labels kept from the router in this part.
    hidden: Vec<bool>,
    predicted_us: Vec<f64>,
    learned_us: Vec<f64>,
    trained: Vec<f64>,
}

impl<'a> Bench<'a> {
    fn new(names: Names<'a>, study: &'a EvaluationPlan<'a>, watch: &'a dyn Stopwatch) -> Self {
        Self {
            names,
            study,
            watch,
            labels: RankTally::default(),
            experts: RankTally::default(),
            guesses: Guesses::default(),
            scope: OutOfScope::default(),
            hidden: Vec::new(),
            predicted_us: Vec::new(),
            learned_us: Vec::new(),
            trained: Vec::new(),
        }
    }

    /// Teaches with one set of rows and tests with another.
    fn part(&mut self, mut train: Vec<&LabelledText>, mut test: Vec<&LabelledText>) {
        let seed = self.study.seed.wrapping_add(self.trained.len() as u64);
        self.hidden = hide(self.names.labels.len(), self.study.out_of_scope.unwrap_or(0), seed);
        train.retain(|row| !self.hidden[self.names.label(row)]);
        if let Some(few) = self.study.few {
            train = draw(&train, few, seed);
        }
        let drawn = self.study.resample.map(|count| resample(&train, count, seed));
        let train: Vec<&LabelledText> = match &drawn {
            Some(drawn) => drawn.iter().collect(),
            None => train,
        };
        if self.study.online {
            SeededRng::new(seed).shuffle(&mut test);
        }
        let mut model = self.teach(&train);
        let mut past = Past::default();
        for row in train {
            let label = self.names.label(row);
            past.push(label, self.names.expert_of(label));
        }
        for row in test {
            let label = self.names.label(row);
            let expert = self.names.expert_of(label);
            self.guesses.note(&past, label, expert);
            self.test(&model, row, label);
            if self.study.online {
                let meaning = self.meaning(&row.text);
                let start = self.watch.seconds();
                model.learn(ModelInput { text: &row.text, meaning: meaning.as_deref() }, topic(label), 1.0);
                self.learned_us.push(1e6 * (self.watch.seconds() - start));
                past.push(label, expert);
            }
        }
    }

    fn meaning(&self, text: &str) -> Option<Vec<f32>> {
        self.study.encoder?.encode(text)
    }

    fn teach(&mut self, train: &[&LabelledText]) -> Model {
        let training = Training { seed: self.study.seed, version: 1, encoder: self.study.encoder };
        let start = self.watch.seconds();
        let described = if self.blind() { self.described_experts() } else { self.described_labels() };
        let rows = train.iter().map(|row| (row.text.as_str(), topic(self.names.label(row)), 1.0));
        let examples = rows.chain(self.shared_descriptions());
        let examples: Vec<_> =
            examples.map(|(text, topic, weight)| Example { text, topic, weight }).collect();
        let examples = if self.blind() { &[] } else { &examples[..] };
        let model = Model::train_described(&described, examples, &training);
        self.trained.push(self.watch.seconds() - start);
        model
    }

    /// Whether experts are told apart by their descriptions alone.
    fn blind(&self) -> bool {
        self.study.few == Some(0) && !self.study.online
    }

    /// Experts as topics, described by a line each.
    fn described_experts(&self) -> Vec<TopicDescription<'a>> {
        let described = self.study.descriptions.iter().filter_map(|(name, text)| {
            let topic = topic(self.names.expert(name)?);
            Some(TopicDescription { topic, name, description: Some(text) })
        });
        described.collect()
    }

    /// Labels as topics: a desk knows what its topics are called. Where an expert has one label, the line on the expert
    /// describes the label.
    fn described_labels(&self) -> Vec<TopicDescription<'a>> {
        if self.study.unnamed {
            return Vec::new();
        }
        let taught = self.names.labels.iter().enumerate().filter(|(at, _)| !self.hidden[*at]);
        let described = taught.map(|(at, name)| {
            let sole = self.names.expert_of(at).filter(|expert| self.names.labels_of(*expert).len() == 1);
            let line = sole.and_then(|expert| self.study.descriptions.get(self.names.experts[expert]));
            TopicDescription { topic: topic(at), name, description: line.map(String::as_str) }
        });
        described.collect()
    }

    /// The description of an expert with several labels, shared out among them: it tells those of one expert from those
    /// of another, but not from each other.
    fn shared_descriptions(&self) -> Vec<(&'a str, TopicId, f32)> {
        if self.study.unnamed {
            return Vec::new();
        }
        let described = self.study.descriptions.iter().flat_map(|(name, text)| {
            let mut labels =
                self.names.expert(name).map_or_else(Vec::new, |expert| self.names.labels_of(expert));
            labels.truncate(if labels.len() > 1 { labels.len() } else { 0 });
            labels.retain(|label| !self.hidden[*label]);
            let weight = 1.0 / f32::from(u16::try_from(labels.len().max(1)).unwrap_or(u16::MAX));
            labels.into_iter().map(move |label| (text.as_str(), topic(label), weight))
        });
        described.collect()
    }

    fn test(&mut self, model: &Model, row: &LabelledText, label: usize) {
        let meaning = self.meaning(&row.text);
        let start = self.watch.seconds();
        let reading = model.read(ModelInput { text: &row.text, meaning: meaning.as_deref() });
        let chances = reading.probabilities(|_| true);
        self.predicted_us.push(1e6 * (self.watch.seconds() - start));
        self.scope.note(reading.likeness(), !self.hidden[label]);
        if self.hidden[label] {
            return;
        }
        let mut by_label = vec![0.0; self.names.labels.len()];
        let mut by_expert = vec![0.0; self.names.experts.len()];
        for (topic, chance) in chances {
            let Some(at) = place(topic) else { continue };
            let expert = if self.blind() { Some(at) } else { self.names.expert_of(at) };
            if let Some(expert) = expert {
                by_expert[expert] += chance;
            }
            if !self.blind() {
                by_label[at] += chance;
            }
        }
        if !self.blind() {
            self.labels.note(&by_label, Some(label));
        }
        if !self.names.experts.is_empty() {
            self.experts.note(&by_expert, self.names.expert_of(label));
        }
    }

    fn report(mut self) -> EvaluationReport {
        let last = |tally: &RankTally| tally.top_of_last_fifth(1).filter(|_| self.study.online);
        #[expect(clippy::cast_precision_loss, reason = "a few trainings")]
        let train_seconds = self.trained.iter().sum::<f64>() / self.trained.len().max(1) as f64;
        EvaluationReport {
            rows: self.predicted_us.len(),
            label_top1: self.labels.top(1),
            label_top3: self.labels.top(3),
            expert_top1: self.experts.top(1),
            expert_top2: self.experts.top(2),
            ece_label: self.labels.calibration_error(),
            ece_expert: self.experts.calibration_error(),
            label_top1_last_fifth: last(&self.labels),
            expert_top1_last_fifth: last(&self.experts),
            predict_p50_us: percentile(&mut self.predicted_us, 0.5).unwrap_or_default(),
            predict_p99_us: percentile(&mut self.predicted_us, 0.99).unwrap_or_default(),
            encode_p50_ms: None,
            encode_p99_ms: None,
            encode_seconds: None,
            learn_p50_us: percentile(&mut self.learned_us, 0.5),
            train_seconds,
            out_of_scope_auroc: self.scope.auroc(),
            out_of_scope_curve: self.scope.curve(),
            baselines: self.guesses.baselines(!self.names.experts.is_empty()),
        }
    }
}
