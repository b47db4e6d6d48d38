//! A question that is about to be reassigned, loaded with everything the decision depends on.

use std::sync::Arc;

use jiff::Timestamp;
use souffleur_app::{
    App,
    error::Error,
    promise::{AppliedPolicy, Known, Plan},
    router::Meaning,
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    id::UserId,
    message::Message,
    question::Question,
    text::{Key, Remark},
};
use souffleur_sla::TargetKind;
use souffleur_store::{Reader, Target, TargetState};

use crate::routing::text;

/// A question that is about to change hands, with everything the change depends on.
pub(super) struct ReassignmentContext<'a> {
    pub(super) app: &'a App,
    pub(super) actor: Actor,
    pub(super) settings: Arc<Settings>,
    pub(super) question: Question,
    pub(super) first: Message,
    pub(super) unmet: Vec<Target>,
    pub(super) tags: Vec<Key>,
    /// The sentence vector of the question, where the router has one.
    pub(super) meaning: Option<Meaning>,
    pub(super) reason: Option<Remark>,
    pub(super) now: Timestamp,
}

impl<'a> ReassignmentContext<'a> {
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

    /// The draft that is being waited for.
    pub(super) fn running_draft(&self) -> Option<&Target> {
        self.owed(TargetKind::Draft).filter(|target| target.state == TargetState::Pending)
    }

    /// What is promised of an expert who has had the question since an instant.
    pub(super) fn plan(&self, expert: UserId, since: Timestamp) -> Option<Plan<'_>> {
        let (app, question) = (self.app, self.question.id);
        let terms = AppliedPolicy::select(&self.settings, &Known::of(&self.question, &self.tags, since))?;
        let terms = terms.drafted_by(Some(expert), &self.settings);
        Some(Plan { app, terms, question, expert: Some(expert), now: since })
    }

    /// The promise of a kind that is not met yet.
    pub(super) fn owed(&self, kind: TargetKind) -> Option<&Target> {
        self.unmet.iter().find(|target| target.kind == kind)
    }

    pub(super) fn text(&self) -> String {
        text(self.question.subject.as_deref(), &self.first.body)
    }
}
