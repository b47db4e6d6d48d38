//! One transaction of the timer engine: claims what is due, gathers the effects, writes them together.

use std::sync::Arc;

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    event::{Event, EventKind},
    id::{QuestionId, TargetId, TimerId},
    question::{Assignee, Question},
};
use souffleur_store::{Claimed, OutboxItem, Target, TargetState, Timer, Tx};

use super::effect;
use crate::{
    alert::{News, raise},
    app::App,
    error::Error,
    letter::MailContext,
    snapshot::Settings,
};

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
    news: Vec<News>,
    letters: Vec<OutboxItem>,
    /// Between whom questions passed.
    moved: Vec<(Assignee, Assignee)>,
}

/// Fires at most so many timers, and says how many.
pub(super) async fn fire(app: &App, now: Timestamp, limit: u32) -> Result<u32, Error> {
    let mut tx = app.store().begin().await?;
    let claimed = tx.claim_timers(now, limit).await?;
    have_effect(app, tx, now, claimed).await
}

/// Fires one timer, and says how many that were: none where somebody else has it.
pub(super) async fn fire_one(app: &App, now: Timestamp, id: TimerId) -> Result<u32, Error> {
    let mut tx = app.store().begin().await?;
    let claimed = tx.claim_timer(now, id).await?;
    tx.timer_works(id).await?;
    have_effect(app, tx, now, claimed).await
}

async fn have_effect(app: &App, mut tx: Tx, now: Timestamp, claimed: Claimed) -> Result<u32, Error> {
    if claimed.timers.is_empty() {
        return Ok(0);
    }
    let head = MailContext::of(app, now);
    let effects = Effects::default();
    let mut batch = Batch { app, settings: app.settings(), head, now, claimed, effects };
    let timers = std::mem::take(&mut batch.claimed.timers);
    for timer in &timers {
        effect::have(&mut tx, &mut batch, timer).await?;
    }
    batch.effects.write(app, &mut tx, &batch.settings, now).await?;
    let fired: Vec<_> = timers.iter().map(|timer| timer.id).collect();
    tx.mark_fired(&fired, app.now()).await?;
    tx.commit().await?;
    for (before, after) in batch.effects.moved {
        app.router().loads.moved(Some(before), Some(after));
    }
    Ok(u32::try_from(fired.len()).unwrap_or(u32::MAX))
}

impl Batch<'_> {
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
    pub(super) fn tell(&mut self, news: Vec<News>) {
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
