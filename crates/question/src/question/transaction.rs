//! One question in a transaction: locked for its actor, changed, and committed with its history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    access::allow,
    error::{Error, Problems},
    history::History,
    promise::Recount,
};
use souffleur_core::{
    Actor,
    event::RescheduleReason,
    id::QuestionId,
    permission::Action,
    question::{Assignee, Question, Status},
    scheduled::ScheduledReply,
    text::Remark,
};
use souffleur_store::{OutboxItem, Tx};

use crate::question::{followers::let_go, handover::Hands, waiting::save_changed};

/// The result of a change: enough to make the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The question's version now.
    pub version: i64,
    /// The question's status now.
    pub status: Status,
}

/// Reads an optional remark from a field.
pub(super) fn read_remark(field: &str, typed: Option<&str>) -> Result<Option<Remark>, Error> {
    let mut problems = Problems::default();
    let said = problems.take_optional(field, typed, Remark::parse);
    problems.check()?;
    Ok(said)
}

/// Transaction on one locked question: the change, its history and its letters are committed together.
pub(super) struct QuestionTx {
    pub(super) tx: Tx,
    pub(super) question: Question,
    pub(super) history: History,
    pub(super) now: Timestamp,
    pub(super) actor: Actor,
    outbox: Vec<OutboxItem>,
    pub(super) app: App,
    /// The assignee whose open questions counted it when it was locked.
    before: Option<Assignee>,
    /// Its status when it was locked.
    was: Status,
    /// Whether followers went back to their experts with it.
    pub(super) others: bool,
}

impl QuestionTx {
    /// Begins a transaction and locks a question for an action. `seen` is the version that the actor decided upon.
    pub(super) async fn lock(
        app: &App,
        actor: Actor,
        action: Action,
        id: QuestionId,
        seen: Option<i64>,
    ) -> Result<Self, Error> {
        Self::lock_within(app, app.store().begin().await?, actor, action, id, seen).await
    }

    /// Locks a question in a transaction that has begun.
    pub(super) async fn lock_within(
        app: &App,
        mut tx: Tx,
        actor: Actor,
        action: Action,
        id: QuestionId,
        seen: Option<i64>,
    ) -> Result<Self, Error> {
        let now = app.now();
        let question = tx.question_for_update(id).await?;
        let question = allow(&tx, actor, action, question).await?;
        if seen.is_some_and(|seen| seen != question.version) {
            return Err(Error::Stale { current: question.version });
        }
        let history = History::new(app, actor, now, id);
        let (app, before, was) = (app.clone(), works_on(&question), question.status);
        Ok(Self { tx, question, history, now, actor, outbox: Vec::new(), app, before, was, others: false })
    }

    /// The parts that a reassignment writes to.
    pub(super) fn hands(&mut self) -> Hands<'_> {
        let Self { tx, history, question, now, .. } = self;
        Hands { tx, history, question, now: *now }
    }

    /// Recounts its pending promises from the question as it is now.
    pub(super) async fn recount(&mut self, why: RescheduleReason) -> Result<(), Error> {
        let settings = self.app.settings();
        let mut recount = Recount::new(&self.app, &settings, self.now);
        recount.one(&mut self.tx, &mut self.history, &self.question, why).await
    }

    /// Enqueues a letter in the outbox.
    pub(super) fn enqueue(&mut self, letter: Option<OutboxItem>) {
        self.outbox.extend(letter);
    }

    /// Deletes the actor's autosaved text: it is being sent.
    pub(super) async fn forget_unsent(&mut self) -> Result<(), Error> {
        if let Some(author) = self.actor.user() {
            self.tx.forget_unsent(self.question.id, author).await?;
        }
        Ok(())
    }

    /// Saves the question, its history and its letters, and commits.
    pub(super) async fn commit(mut self) -> Result<Changed, Error> {
        if self.was.is_open() && !self.question.status.is_open() {
            let Self { app, tx, question, .. } = &mut self;
            self.others |= Box::pin(let_go(app, tx, question)).await?;
        }
        let Self { app, tx, history, question, .. } = &mut self;
        let version = save_changed(app, tx, history, question).await?;
        self.commit_history().await.map(|status| Changed { version, status })
    }

    /// Commits together with a reply that is scheduled on the question.
    pub(super) async fn commit_with(mut self, waiting: &ScheduledReply) -> Result<Changed, Error> {
        let Self { app, tx, history, question, .. } = &mut self;
        let version = save_changed(app, tx, history, question).await?;
        tx.schedule_reply(waiting).await?;
        self.commit_history().await.map(|status| Changed { version, status })
    }

    /// Commits history and letters alone: the question itself stays as it was.
    pub(super) async fn commit_history(mut self) -> Result<Status, Error> {
        self.history.append(&mut self.tx).await?;
        if !self.outbox.is_empty() {
            self.tx.enqueue(&self.outbox).await?;
        }
        self.tx.commit().await?;
        let after = works_on(&self.question);
        if self.before != after {
            self.app.router().loads.moved(self.before, after);
            self.app.router().waiting().room_was_made();
        }
        if self.others {
            self.app.router().loads.forget();
        }
        Ok(self.question.status)
    }
}

/// The assignee whose open questions count it. A follower is no work of its own.
fn works_on(question: &Question) -> Option<Assignee> {
    (question.status.is_open() && question.lead.is_none()).then_some(question.assignee)
}
