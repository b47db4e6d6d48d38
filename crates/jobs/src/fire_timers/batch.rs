//! What the effects of one transaction of the timer engine are decided from, and what they write together.

use std::sync::Arc;

use jiff::Timestamp;
use souffleur_app::{App, error::Error, mail::MailContext, snapshot::Settings};
use souffleur_core::{
    Actor,
    event::{Event, EventKind},
    id::{QuestionId, TargetId},
    question::{Assignee, Question},
};
use souffleur_question::alert::{AlertRequest, raise};
use souffleur_store::{Claimed, OutboxItem, Target, TargetState, Timer, Tx};

/// What the effects of a batch are decided from: the claimed timers with their questions and promises, as they were
/// when they were claimed, and what the batch has decided so far.
pub(super) struct Batch<'a> {
    pub(super) app: &'a App,
    pub(super) settings: Arc<Settings>,
    pub(super) head: MailContext<'a>,
    pub(super) now: Timestamp,
    claimed: Claimed,
    effects: Effects,
}

/// What is written at the end, each kind of row in one statement.
#[derive(Default)]
struct Effects {
    broken: Vec<Target>,
    events: Vec<Event>,
    news: Vec<AlertRequest>,
    letters: Vec<OutboxItem>,
    /// Between whom questions passed.
    moved: Vec<(Assignee, Assignee)>,
}

impl<'a> Batch<'a> {
    /// The timers that were claimed, with what they are on.
    pub(super) fn new(app: &'a App, now: Timestamp, claimed: Claimed) -> Self {
        let (settings, head) = (app.settings(), MailContext::of(app, now));
        Self { app, settings, head, now, claimed, effects: Effects::default() }
    }

    /// The claimed timers; they are handed out once.
    pub(super) fn take_timers(&mut self) -> Vec<Timer> {
        std::mem::take(&mut self.claimed.timers)
    }

    /// Writes what was decided.
    pub(super) async fn write(&self, tx: &mut Tx) -> Result<(), Error> {
        self.effects.write(self.app, tx, &self.settings, self.now).await
    }

    /// Corrects everybody's load once it is committed.
    pub(super) fn committed(self) {
        for (before, after) in self.effects.moved {
            self.app.router().loads.moved(Some(before), Some(after));
        }
    }

    /// The question that a timer is on; it is this transaction's until it ends.
    pub(super) fn question(&self, timer: &Timer) -> Option<&Question> {
        self.claimed.questions.get(&timer.question?)
    }

    /// The promise that a timer is on, while it runs. One that has ended meanwhile has nothing left to be told.
    pub(super) fn running(&self, timer: &Timer) -> Option<&Target> {
        let id: TargetId = timer.target?;
        let target = self.claimed.targets.get(&id)?;
        let pending = target.state == TargetState::Pending;
        (pending && self.effects.broken.iter().all(|broken| broken.id != id)).then_some(target)
    }

    /// The promise that a timer is on, while it runs or has just been broken: the last step of a ladder may come with the
    /// breach.
    pub(super) fn standing(&self, timer: &Timer) -> Option<&Target> {
        let target = self.claimed.targets.get(&timer.target?)?;
        let unmet = target.state == TargetState::Breached && target.met_at.is_none();
        (target.state == TargetState::Pending || unmet).then_some(target)
    }

    /// Has a question from now on as this batch changed it.
    pub(super) fn hold(&mut self, question: Question) {
        let after = question.assignee;
        let before = self.claimed.questions.insert(question.id, question);
        self.effects.moved.extend(before.map(|before| (before.assignee, after)));
    }

    /// Breaks a promise.
    pub(super) fn break_target(&mut self, target: Target) {
        self.effects.broken.push(target);
    }

    /// Notes in the history of a question what the desk found to be true at an instant.
    pub(super) fn note(&mut self, question: QuestionId, at: Timestamp, what: EventKind) {
        let id = self.app.id(self.now);
        self.effects.events.push(Event { id, question: Some(question), by: Actor::Desk, at, what });
    }

    /// Tells people, as each of them chose.
    pub(super) fn tell(&mut self, news: Vec<AlertRequest>) {
        self.effects.news.extend(news);
    }

    /// Posts letters.
    pub(super) fn post(&mut self, letters: impl IntoIterator<Item = OutboxItem>) {
        self.effects.letters.extend(letters);
    }
}

impl Effects {
    async fn write(&self, app: &App, tx: &mut Tx, settings: &Settings, now: Timestamp) -> Result<(), Error> {
        tx.break_targets(&self.broken).await?;
        tx.append(&self.events).await?;
        raise(app, tx, settings, now, &self.news).await?;
        Ok(tx.enqueue(&self.letters).await?)
    }
}
