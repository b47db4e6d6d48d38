//! The letters that leave the desk, one file each: a context, its samples, and the function that writes the letter.
//!
//! They are written before a transaction and travel through the outbox, so what was promised to be sent is what will
//! be sent. A customer's letter is made only from the types of [`souffleur_core::outgoing`]: there is no way in for
//! the name of anybody but the Voice.

mod alerts;
mod answer;
mod confirmation;
mod digest;
mod head;
mod invitation;
mod limit;
mod post;
mod promise;
mod question_for_you;
mod receipt;
mod thread;
mod weekly;

pub use alerts::{AlertItem, AlertsLetter, alerts};
pub use answer::{AnswerLetter, answer};
pub use confirmation::{ConfirmationLetter, confirmation};
pub use digest::{DigestLetter, digest};
pub use head::MailContext;
pub(crate) use head::zone_of;
pub use invitation::{InvitationLetter, invitation};
pub use limit::MAX_PER_ADDRESS;
pub(crate) use limit::MailLimit;
pub(crate) use post::unpack;
pub use promise::{PromiseAtRisk, PromiseBroken, Stake, promise_at_risk, promise_broken};
pub use question_for_you::{QuestionForYou, Work, question_for_you};
pub use receipt::{ReceiptLetter, receipt};
pub use thread::Correspondent;
pub use weekly::{WeeklyLetter, weekly};

use souffleur_render::Catalogue;

/// Every letter, for the test that renders each sample in each language.
pub fn catalogue() -> Catalogue {
    Catalogue::new()
        .letter::<ReceiptLetter>()
        .letter::<AnswerLetter>()
        .letter::<QuestionForYou>()
        .letter::<PromiseAtRisk>()
        .letter::<PromiseBroken>()
        .letter::<AlertsLetter>()
        .letter::<DigestLetter>()
        .letter::<WeeklyLetter>()
        .letter::<InvitationLetter>()
        .letter::<ConfirmationLetter>()
}

#[cfg(test)]
mod tests;
