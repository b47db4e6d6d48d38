#![doc = include_str!("../README.md")]

mod bytes;
mod calibration;
mod case;
mod chances;
mod checksum;
mod choice;
mod classifier;
mod contribution;
mod course;
mod decide;
mod deputy;
mod dice;
mod encoder;
mod evaluate;
mod facts;
mod feature;
mod fit;
mod gist;
mod margin;
mod mix;
mod neighbours;
mod rarity;
mod record;
mod settle;
mod similar;
mod teach;
mod training;
mod turn;
mod vocabulary;
mod weights;

pub use bytes::ModelError;
pub use classifier::{Model, Reading};
pub use decide::{Decision, route};
pub use encoder::{Encoder, EncoderId, Seen};
pub use evaluate::{
    Baselines, EvaluateError, LabelledText, Report, Rows, ScopePoint, Stopwatch, Study, evaluate,
};
pub use facts::{ExpertFacts, Facts, QuestionFacts, Settings};
pub use record::{ChangeOfHands, Deed, Noted, Record, kept};
pub use similar::{Alike, PastQuestion, REMEMBERED, Similar};
pub use teach::Example;
pub use training::Training;
