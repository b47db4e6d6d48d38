//! A question that is about to change hands: loaded with everything the change depends on, and decided.

use std::sync::Arc;

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    alert::AlertKind,
    assignment::{Assignment, DecidedBy},
    explanation::Explanation,
    id::{TopicId, UserId},
    message::Message,
    question::{Assignee, Question},
    text::{Key, Remark},
};
use souffleur_routing::ModelInput;
use souffleur_sla::TargetKind;
use souffleur_store::{OutboxItem, Reader, Target, TargetState};

use super::handover::Handover;
use crate::{
    alert::mailed_at_once,
    app::App,
    error::Error,
    intake::EXCERPT,
    letter::{MailContext, Work, question_for_you},
    promise::{Known, Plan, Planned, Terms, owed_reply},
    routing::{Asking, Meaning, decide, implied_topic, text},
    snapshot::Settings,
};

/// A question that is about to change hands, with everything the change depends on.
pub(super) struct Case<'a> {
    pub(super) app: &'a App,
    pub(super) actor: Actor,
    pub(super) settings: Arc<Settings>,
    pub(super) question: Question,
    first: Message,
    pub(super) unmet: Vec<Target>,
    tags: Vec<Key>,
    /// What the question means, where the router knows meanings.
    meaning: Option<Meaning>,
    reason: Option<Remark>,
    now: Timestamp,
}

impl<'a> Case<'a> {
    /// Loads what the change depends on.
    pub(super) async fn load(
        app: &'a App,
        reader: &Reader,
        actor: Actor,
        question: Question,
        reason: Option<Remark>,
    ) -> Result<Self, Error> {
        let first = reader.thread(question.id).await?.into_iter().next();
        let first = first.ok_or_else(|| Error::internal("a question without a message"))?;
        let unmet = reader.unmet_targets(question.id).await?;
        let tags = reader.customer(question.customer).await?.map(|known| known.tags).unwrap_or_default();
        let (settings, now) = (app.settings(), app.now());
        let meaning = app.router().meaning(&text(question.subject.as_deref(), &first.body)).await;
        Ok(Self { app, actor, settings, question, first, unmet, tags, meaning, reason, now })
    }

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

    /// The draft that is being waited for.
    pub(super) fn running_draft(&self) -> Option<&Target> {
        self.owed(TargetKind::Draft).filter(|target| target.state == TargetState::Pending)
    }

    /// What is promised of an expert who has had the question since an instant.
    pub(super) fn plan(&self, expert: UserId, since: Timestamp) -> Option<Plan<'_>> {
        let (app, question) = (self.app, self.question.id);
        let terms = Terms::choose(&self.settings, &Known::of(&self.question, &self.tags, since))?;
        let terms = terms.drafted_by(Some(expert), &self.settings);
        Some(Plan { app, terms, question, expert: Some(expert), now: since })
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

    fn owed(&self, kind: TargetKind) -> Option<&Target> {
        self.unmet.iter().find(|target| target.kind == kind)
    }

    pub(super) fn text(&self) -> String {
        text(self.question.subject.as_deref(), &self.first.body)
    }
}
