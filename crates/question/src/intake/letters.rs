//! The two letters of a new question: the customer's receipt and the expert's call to work.

use jiff::Timestamp;
use souffleur_app::{
    App,
    error::Error,
    mail::{Correspondent, MailContext},
    snapshot::Settings,
};
use souffleur_core::{alert::AlertKind, id::MessageId, outgoing::Receipt, question::Question, user::User};
use souffleur_store::OutboxItem;

use super::normalise::CleanAsk;
use crate::{
    alert::mailed_at_once,
    letter::{EXCERPT, Work, question_for_you, receipt},
};

/// What the letters of one new question are made of.
pub(super) struct Occasion<'a> {
    pub(super) app: &'a App,
    pub(super) settings: &'a Settings,
    pub(super) clean: &'a CleanAsk,
    pub(super) question: &'a Question,
    pub(super) opening: MessageId,
    pub(super) reply_due_at: Option<Timestamp>,
    pub(super) draft_due_at: Option<Timestamp>,
    /// Whether the customer gets a receipt: an address that anybody can have typed gets only so many.
    pub(super) receipt: bool,
}

impl Occasion<'_> {
    /// Writes those that somebody is there to read.
    pub(super) fn letters(&self) -> Result<Vec<OutboxItem>, Error> {
        let head = MailContext::of(self.app, self.question.asked_at);
        Ok([self.receipt(&head)?, self.call(&head)?].into_iter().flatten().collect())
    }

    fn receipt(&self, head: &MailContext<'_>) -> Result<Option<OutboxItem>, Error> {
        let Some(email) = self.clean.email.as_ref().filter(|_| self.receipt) else { return Ok(None) };
        let Some(voice) = self.settings.voice(self.question.voice) else { return Ok(None) };
        let to = Correspondent {
            name: &self.clean.name,
            email,
            number: self.question.number,
            question: self.question.id,
            subject: self.question.subject.as_deref(),
            opening: self.opening,
            in_reply_to: self.question.external_id.as_ref(),
        };
        let said = Receipt::of(voice, self.question.language, self.reply_due_at);
        receipt(head, &said, &to, &self.clean.body, self.clean.proof()).map(Some)
    }

    fn call(&self, head: &MailContext<'_>) -> Result<Option<OutboxItem>, Error> {
        let expert = self.question.assignee.expert().and_then(|id| self.settings.user(id));
        let at_once = |expert: &&User| {
            mailed_at_once(self.settings, expert, AlertKind::QuestionForYou, self.question.asked_at)
        };
        let Some(expert) = expert.filter(at_once) else { return Ok(None) };
        let topic = self.question.topic.and_then(|id| self.settings.topic(id));
        let work = Work {
            question: self.question.id,
            number: self.question.number,
            subject: self.question.subject.as_deref(),
            excerpt: self.clean.body.excerpt(EXCERPT),
            topic: topic.map(|topic| topic.name.as_str()),
            draft_due_at: self.draft_due_at,
            reply_due_at: self.reply_due_at,
        };
        question_for_you(head, expert, &work).map(Some)
    }
}
