//! To whom a question goes: to somebody whom a person named, or to whom the router finds next.

use souffleur_app::{
    Error,
    mail::MailContext,
    promise::{Planned, owed_reply},
};
use souffleur_core::{
    Actor,
    alert::AlertKind,
    assignment::{Assignment, DecidedBy},
    explanation::Explanation,
    id::{TopicId, UserId},
    question::Assignee,
};
use souffleur_routing::ModelInput;
use souffleur_sla::TargetKind;
use souffleur_store::OutboxItem;

use super::{handover::Handover, reassignment::ReassignmentContext};
use crate::{
    alert::mailed_at_once,
    letter::{EXCERPT, Work, question_for_you},
    routing::{Asking, decide, implied_topic},
};

impl<'a> ReassignmentContext<'a> {
    /// To somebody whom a person named. A topic that this implies is a correction of the router.
    pub(super) fn give_to(self, assignee: Assignee) -> Result<Handover<'a>, Error> {
        let (model, text) = (self.app.router().model(), self.text());
        let seen = ModelInput { text: &text, meaning: self.meaning.as_deref() };
        let implied = |expert| implied_topic(&model, &self.settings, expert, self.question.topic, seen);
        let topic = assignee.expert().and_then(implied).or(self.question.topic);
        self.handover(assignee, topic, None)
    }

    /// To whom the router finds next, but to none of these.
    pub(super) async fn give_to_next_best(self, without: &[UserId]) -> Result<Handover<'a>, Error> {
        let asking = Asking {
            question: Some(self.question.id),
            channel: &self.question.channel,
            subject: self.question.subject.as_deref(),
            body: &self.first.body,
            language: Some(self.question.language),
            asked_at: self.now,
            draft_due_at: self.owed(TargetKind::Draft).and_then(|target| target.due_at),
            customer: Some(self.question.customer),
            tags: &self.tags,
            without,
        };
        let decision = decide(self.app, &self.settings, &asking).await?;
        self.handover(decision.assignee, decision.topic, Some(decision.explanation))
    }

    fn handover(
        self,
        assignee: Assignee,
        topic: Option<TopicId>,
        explanation: Option<Explanation>,
    ) -> Result<Handover<'a>, Error> {
        let assignment = Assignment {
            id: self.app.id(self.now),
            question: self.question.id,
            assignee,
            topic,
            decided_by: self.decided_by(explanation.as_ref()),
            confidence: explanation.as_ref().map(|explanation| explanation.confidence),
            explanation,
            reason: self.reason.clone(),
            by: self.actor,
            at: self.now,
            opened_at: None,
        };
        let named = assignment.explanation.is_none();
        let corrected = topic.filter(|topic| named && self.question.topic != Some(*topic));
        let draft = assignee.expert().and_then(|expert| self.draft_promise(expert));
        let called = assignee.expert().filter(|_| self.question.lead.is_none());
        let letter = called.map(|expert| self.letter(expert, topic, draft.as_ref())).transpose()?;
        Ok(Handover { letter: letter.flatten(), case: self, assignment, corrected, draft })
    }

    fn decided_by(&self, explanation: Option<&Explanation>) -> DecidedBy {
        match (self.actor, explanation) {
            (Actor::Desk, Some(explanation)) => explanation.decided_by,
            (Actor::Staff { id, .. }, _) if self.question.assignee.expert() == Some(id) => DecidedBy::Expert,
            _ => DecidedBy::CommunityManager,
        }
    }

    /// The new expert's own promise, where the one that runs can't simply pass on to them.
    fn draft_promise(&self, expert: UserId) -> Option<Planned> {
        if self.running_draft().is_some() || self.question.lead.is_some() {
            return None;
        }
        let reply_due_at = self.owed(TargetKind::FirstReply)?.due_at?;
        self.plan(expert, self.now)?.draft_before(reply_due_at)
    }

    fn letter(
        &self,
        expert: UserId,
        topic: Option<TopicId>,
        draft: Option<&Planned>,
    ) -> Result<Option<OutboxItem>, Error> {
        let Some(expert) = self.settings.user(expert) else { return Ok(None) };
        if !mailed_at_once(&self.settings, expert, AlertKind::QuestionForYou, self.now) {
            return Ok(None);
        }
        let running = self.owed(TargetKind::Draft).and_then(|target| target.due_at);
        let work = Work {
            question: self.question.id,
            number: self.question.number,
            subject: self.question.subject.as_deref(),
            excerpt: self.first.body.excerpt(EXCERPT),
            topic: topic.and_then(|id| self.settings.topic(id)).map(|topic| topic.name.as_str()),
            draft_due_at: draft.map_or(running, |planned| planned.target.due_at),
            reply_due_at: owed_reply(&self.unmet).and_then(|target| target.due_at),
        };
        question_for_you(&MailContext::of(self.app, self.now), expert, &work).map(Some)
    }
}
