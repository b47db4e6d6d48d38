//! The letters about questions, one file each: a context, its samples, and the function that writes the letter.
//!
//! They are written before a transaction and travel through the outbox, so what was promised to be sent is what will
//! be sent. A customer's letter is made only from the types of [`souffleur_core::outgoing`]: there is no way in for
//! the name of anybody but the Voice.

mod alerts;
mod answer;
mod confirmation;
mod digest;
mod promise;
mod question_for_you;
mod receipt;

pub use alerts::{AlertItem, AlertsLetter, alerts};
pub use answer::{AnswerLetter, answer};
pub use confirmation::{ConfirmationLetter, confirmation};
pub use digest::{DigestLetter, digest};
pub use promise::{PromiseAtRisk, PromiseBroken, Stake, promise_at_risk, promise_broken};
pub use question_for_you::{QuestionForYou, Work, question_for_you};
pub use receipt::{ReceiptLetter, receipt};

use souffleur_render::Catalogue;

/// How much of a question a letter to staff shows.
pub const EXCERPT: usize = 280;

/// The letters about questions, for the test that renders each sample in each language.
pub fn catalogue() -> Catalogue {
    Catalogue::new()
        .letter::<ReceiptLetter>()
        .letter::<AnswerLetter>()
        .letter::<QuestionForYou>()
        .letter::<PromiseAtRisk>()
        .letter::<PromiseBroken>()
        .letter::<AlertsLetter>()
        .letter::<DigestLetter>()
        .letter::<ConfirmationLetter>()
}
