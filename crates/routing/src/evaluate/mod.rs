//! How good the router is on questions whose answers are known: the measurements behind `souffleur routing evaluate`.
//!
//! Nothing here reads a clock: times come from the caller's [`Stopwatch`].

mod guess;
mod metric;
mod names;
mod resample;
mod run;
mod scope;
mod split;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Encoder;

pub use run::evaluate;
pub use scope::ScopePoint;

/// One row of a labelled file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelledText {
    /// Its id in the file.
    pub id: String,
    /// The question.
    pub text: String,
    /// Its true topic.
    pub label: String,
}

/// Which rows teach and which test.
#[derive(Debug, Clone, Copy)]
pub enum EvaluationRows<'a> {
    /// Every row tests once, taught by the rows of the other parts; each part has its share of each label.
    Folds {
        /// All rows.
        rows: &'a [LabelledText],
        /// How many parts.
        folds: usize,
    },
    /// Two files.
    TrainTest {
        /// The rows that teach.
        train: &'a [LabelledText],
        /// The rows that test.
        test: &'a [LabelledText],
    },
}

/// What is measured, and with which help.
#[derive(Debug, Clone, Default)]
pub struct EvaluationPlan<'a> {
    /// The expert of each label; empty to measure labels only.
    pub experts: BTreeMap<String, String>,
    /// A line on each expert: the first examples of their labels.
    pub descriptions: BTreeMap<String, String>,
    /// Teach with at most so many rows of each label. With none, experts are told apart by their descriptions, and labels
    /// are not measured.
    pub few: Option<usize>,
    /// Teach with so many rows, drawn from those that teach again and again, with typing errors.
    pub resample: Option<usize>,
    /// Predict each tested row, then learn it, in random order.
    pub online: bool,
    /// Keep so many labels, drawn at random, from the router, and measure how well it tells their questions apart.
    pub out_of_scope: Option<usize>,
    /// Do not learn from what the labels are called, nor from descriptions of their experts.
    pub unnamed: bool,
    /// Tells the meaning of every text; none to measure words alone.
    pub encoder: Option<&'a dyn Encoder>,
    /// Orders everything that is random.
    pub seed: u64,
}

/// Time as seconds since any fixed moment.
pub trait Stopwatch {
    /// Seconds since then.
    fn seconds(&self) -> f64;
}

impl<F: Fn() -> f64> Stopwatch for F {
    fn seconds(&self) -> f64 {
        self()
    }
}

/// What was measured. Shares are percentages; what was not measured is absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EvaluationReport {
    /// Rows that were tested.
    pub rows: usize,
    /// The true label came first.
    pub label_top1: Option<f64>,
    /// The true label was among the first three.
    pub label_top3: Option<f64>,
    /// The true expert came first.
    pub expert_top1: Option<f64>,
    /// The true expert was among the first two.
    pub expert_top2: Option<f64>,
    /// Expected calibration error of the first label, 15 bins, between 0 and 1.
    pub ece_label: Option<f64>,
    /// Expected calibration error of the first expert.
    pub ece_expert: Option<f64>,
    /// Microseconds a prediction, the median.
    pub predict_p50_us: f64,
    /// Microseconds a prediction, ninety-nine in a hundred.
    pub predict_p99_us: f64,
    /// Milliseconds the encoder takes for a text, the median; told by the caller, who measures it apart.
    pub encode_p50_ms: Option<f64>,
    /// The same, ninety-nine in a hundred.
    pub encode_p99_ms: Option<f64>,
    /// Seconds for all texts, each read once.
    pub encode_seconds: Option<f64>,
    /// Microseconds to learn one row, the median; online only.
    pub learn_p50_us: Option<f64>,
    /// Seconds a full training, on average.
    pub train_seconds: f64,
    /// The first labels over the last fifth of an online run.
    pub label_top1_last_fifth: Option<f64>,
    /// The first experts over the last fifth of an online run.
    pub expert_top1_last_fifth: Option<f64>,
    /// Area under the ROC curve: the probability that a question on a topic kept from the router scores as more of an
    /// outlier than one on a known topic.
    pub out_of_scope_auroc: Option<f64>,
    /// False and true rejections by threshold of the outlier score, from the strictest on.
    pub out_of_scope_curve: Option<Vec<ScopePoint>>,
    /// What no learning reaches.
    pub baselines: Baselines,
}

/// Plain guesses to hold beside the router, as percentages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Baselines {
    /// Always the commonest label.
    pub majority_label: Option<f64>,
    /// Always the expert with most answers.
    pub majority_expert: Option<f64>,
    /// The expert with most of the last hundred answers.
    pub lately_expert: Option<f64>,
    /// Whoever answered last.
    pub last_expert: Option<f64>,
}

/// Why nothing could be measured.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// There is nothing to test or to teach with.
    #[error("no rows to {0}")]
    NoRows(&'static str),
    /// A cross-validation needs parts that teach and a part that tests.
    #[error(
        "{folds} folds of {rows} rows can't be made: ask for at least 2, and at most as many as there are rows"
    )]
    Folds {
        /// As asked for.
        folds: usize,
        /// As given.
        rows: usize,
    },
    /// The expert file and the rows do not belong together.
    #[error("label {label:?} (row {id:?}) has no expert")]
    NoExpert {
        /// The label.
        label: String,
        /// The first row that has it.
        id: String,
    },
    /// No known label would be left, or none held out.
    #[error("of {labels} labels, {hidden} can't be kept from the router")]
    Hidden {
        /// As asked for.
        hidden: usize,
        /// As given.
        labels: usize,
    },
    /// Nothing to go by.
    #[error("with no example of a label, a description of each expert is needed")]
    NoDescriptions,
}
