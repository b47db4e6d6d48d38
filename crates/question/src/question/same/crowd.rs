//! What one of many who asked the same gets of a text that was written to another: addressed to them, or not at all.

use jiff::Timestamp;
use souffleur_app::{App, view::QuestionView};
use souffleur_core::{
    answer::{Variable, escaped, filled, literal},
    readdress::{named, readdressed},
    stopword::detect_language,
    text::Body,
};
use souffleur_store::read::InboxRow;

use crate::placeholder::due_word;

/// Why somebody does not get a text that was written to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhyNot {
    /// Something was said in their thread since whoever decided looked at it.
    #[error("something was said in its thread since it was seen; read it first")]
    WroteAgain,
    /// They asked in another language.
    #[error("it was asked in another language than the text is written in")]
    Language,
    /// It names somebody else who asked.
    #[error("the text names somebody else who asked")]
    NamesAnother,
    /// A reply to them waits already.
    #[error("a reply waits there already")]
    Waits,
    /// It is no text any more once it is addressed to them.
    #[error("once it is addressed to them, the text can't be sent as it is")]
    Unusable,
    /// Their question is not, or no longer, answered with the other.
    #[error("it is not answered with this question")]
    Apart,
}

impl WhyNot {
    /// The end of its message key, and what programs know it by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WroteAgain => "wrote-again",
            Self::Language => "language",
            Self::NamesAnother => "names-another",
            Self::Waits => "waits",
            Self::Unusable => "unusable",
            Self::Apart => "apart",
        }
    }
}

/// Everybody who asked the same.
pub(super) struct Crowd<'a> {
    pub(super) app: &'a App,
    /// The question that leads.
    pub(super) view: &'a QuestionView,
    pub(super) followers: &'a [InboxRow],
}

impl Crowd<'_> {
    /// The text as one of them gets it.
    pub(super) fn text_for(&self, row: &InboxRow, text: &str, seen: Timestamp) -> Result<Body, WhyNot> {
        let own = row.customer_name.as_str();
        if row.leaves_at.is_some() {
            return Err(WhyNot::Waits);
        }
        if row.last_message_at.is_some_and(|at| at > seen) {
            return Err(WhyNot::WroteAgain);
        }
        if detect_language(text).unwrap_or(self.view.question.language) != row.language {
            return Err(WhyNot::Language);
        }
        let settings = self.app.settings();
        let voice = settings.voice(self.view.question.voice).unwrap_or(&self.view.voice);
        let theirs = filled(text, |variable| match variable {
            Variable::Customer => escaped(own),
            Variable::Question => format!("#{}", row.number),
            Variable::Voice => escaped(&voice.name),
            Variable::Due => due_word(self.app, row.next_due_at, row.language),
        });
        let theirs = readdressed(&theirs, &self.view.customer.name, &escaped(own));
        let token = self.app.thread_token(self.view.question.id);
        if named(&theirs, self.others(row), own).is_some() || theirs.contains(token.as_str()) {
            return Err(WhyNot::NamesAnother);
        }
        // It is filled again when it leaves, where nothing is left to fill.
        Body::parse(&literal(&theirs)).map_err(|_| WhyNot::Unusable)
    }

    /// What everybody else who asked is called.
    fn others<'s>(&'s self, row: &'s InboxRow) -> impl Iterator<Item = &'s str> {
        let others = self.followers.iter().filter(|other| other.id != row.id);
        let first = &self.view.customer;
        others
            .map(|other| other.customer_name.as_str())
            .chain([first.name.as_str()])
            .chain(first.email.as_deref())
            .chain(first.handle.as_deref())
    }
}
