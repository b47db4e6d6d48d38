#![doc = include_str!("../README.md")]

mod bytes;
mod calibration;
mod chances;
mod checksum;
mod classifier;
mod contribution;
mod decide;
mod deputy;
mod dual_ascent;
mod encoder;
mod evaluate;
mod expert_choice;
mod expert_record;
mod facts;
mod feature;
mod fit;
mod frequency;
mod hidden_layer;
mod margin;
mod mix;
mod neighbours;
mod rng;
mod similar;
mod teach;
mod training;
mod training_example;
mod training_run;
mod turn;
mod vocabulary;
mod weights;

pub use bytes::ModelError;
pub use classifier::{Model, Prediction};
pub use decide::{RoutingDecision, route};
pub use encoder::{Encoder, EncoderId, ModelInput};
pub use evaluate::{
    Baselines, EvaluateError, EvaluationPlan, EvaluationReport, EvaluationRows, LabelledText, ScopePoint,
    Stopwatch, evaluate,
};
pub use expert_record::{ExpertRecord, Observation, Outcome, Reassignment, edit_overlap};
pub use facts::{ExpertFacts, QuestionFacts, RoutingFacts, Thresholds};
pub use similar::{DEFAULT_REMEMBERED, PastQuestion, SimilarIndex, SimilarQuestion};
pub use teach::Example;
pub use training::Training;
