//! Who gets a question, and why.
//!
//! ```text
//! text ── words ── feature ──┐   (and what an optional encoder makes of the text)
//!                            ├─ classifier ─ probabilities of topics ─┐
//! examples ─ teach ─ fit ────┘                                        ├─ decide ─ Decision + Explanation
//! rules, experts, presence, load (facts) ───────── choice ────────────┘
//! ```
//!
//! [`route`] is a function of [`Facts`] and a [`Model`], nothing else: the same facts give the same decision. The model
//! starts from the names and descriptions of the topics, is trained fully by [`Model::train`] and moved at once by [`Model::learn`].
//! [`evaluate`] measures it on questions whose answers are known.

mod bytes;
mod calibration;
mod choice;
mod classifier;
mod contribution;
mod course;
mod decide;
mod deputy;
mod dice;
mod encoder;
mod evaluate;
mod explanation;
mod facts;
mod feature;
mod fit;
mod gist;
mod language;
mod margin;
mod mix;
mod neighbours;
mod rarity;
mod record;
mod settle;
mod similar;
mod teach;
mod turn;
mod vocabulary;
mod weights;
pub(crate) mod words;

pub use bytes::ModelError;
pub use classifier::{Model, Reading};
pub use decide::{Decision, route};
pub use encoder::{Encoder, EncoderId, Seen};
pub use evaluate::{
    Baselines, EvaluateError, LabelledText, Report, Rows, ScopePoint, Stopwatch, Study, evaluate,
};
pub use explanation::{
    ExpertPart, Explanation, ModelPart, PartKind, Reason, RulePart, ScorePart, SimilarPart, TextPart,
    TopicPart, WhyNot, WordPart,
};
pub use facts::{ExpertFacts, Facts, Presence, QuestionFacts, Settings};
pub use language::{detect, is_small};
pub use record::{ChangeOfHands, Deed, Noted, Record, kept};
pub use similar::{Alike, PastQuestion, REMEMBERED, Similar};
pub use teach::{Example, Training};
pub use words::READ_CHARS;
