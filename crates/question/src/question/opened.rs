//! A question taken in hand: loaded for its actor, changed in one transaction, written with its history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    access::allow,
    error::{Error, Problems},
    ledger::Ledger,
    promise::Recount,
};
use souffleur_core::{
    Actor,
    event::MovedBecause,
    id::QuestionId,
    permission::Action,
    question::{Holder, Question, Status},
    scheduled::ScheduledReply,
    text::Remark,
};
use souffleur_store::{OutboxItem, Tx};

use crate::question::{followers::let_go, handover::Hands, waiting::save_changed};

/// What a change answers: enough to make the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The question's version now.
    pub version: i64,
    /// Where it stands now.
    pub status: Status,
}

/// What may be said to a step, as typed in a field: nothing, or a remark.
pub(super) fn read_remark(field: &str, typed: Option<&str>) -> Result<Option<Remark>, Error> {
    let mut problems = Problems::default();
    let said = problems.take_optional(field, typed, Remark::parse);
    problems.check()?;
    Ok(said)
}

/// A question inside the transaction that changes it.
pub(super) struct Opened {
    pub(super) tx: Tx,
    pub(super) question: Question,
    pub(super) ledger: Ledger,
    pub(super) now: Timestamp,
    pub(super) actor: Actor,
    outbox: Vec<OutboxItem>,
    pub(super) app: App,
    /// Who had it among their open questions when it was taken in hand.
    before: Option<Assignee>,
    /// Where it stood then.
    was: Status,
    /// Whether other questions went back to their experts with it.
    pub(super) others: bool,
}

impl Opened {
    /// Takes a question in hand for an action. `seen` is the version that the actor decided upon.
    pub(super) async fn take(
        app: &App,
        actor: Actor,
        action: Action,
        id: QuestionId,
        seen: Option<i64>,
    ) -> Result<Self, Error> {
        Self::within(app, app.store().begin().await?, actor, action, id, seen).await
    }

    /// The same in a transaction that has begun.
    pub(super) async fn within(
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
        let ledger = Ledger::new(app, actor, now, id);
        let (app, before, was) = (app.clone(), works_on(&question), question.status);
        Ok(Self { tx, question, ledger, now, actor, outbox: Vec::new(), app, before, was, others: false })
    }

    /// What a change of hands works on.
    pub(super) fn hands(&mut self) -> Hands<'_> {
        let Self { tx, ledger, question, now, .. } = self;
        Hands { tx, ledger, question, now: *now }
    }

    /// Counts the promises that run on it again, as the question is now.
    pub(super) async fn recount(&mut self, why: RescheduleReason) -> Result<(), Error> {
        let settings = self.app.settings();
        let mut recount = Recount::new(&self.app, &settings, self.now);
        recount.one(&mut self.tx, &mut self.ledger, &self.question, why).await
    }

    /// Sends a letter along with the change.
    pub(super) fn enclose(&mut self, letter: Option<OutboxItem>) {
        self.outbox.extend(letter);
    }

    /// What the actor was writing is sent now.
    pub(super) async fn forget_unsent(&mut self) -> Result<(), Error> {
        if let Some(author) = self.actor.user() {
            self.tx.forget_unsent(self.question.id, author).await?;
        }
        Ok(())
    }

    /// Writes the question as it is now, its history and its letters, and makes it last.
    pub(super) async fn save(mut self) -> Result<Changed, Error> {
        if self.was.is_open() && !self.question.status.is_open() {
            let Self { app, tx, question, .. } = &mut self;
            self.others |= Box::pin(let_go(app, tx, question)).await?;
        }
        let Self { app, tx, ledger, question, .. } = &mut self;
        let version = save_changed(app, tx, ledger, question).await?;
        self.leave().await.map(|status| Changed { version, status })
    }

    /// The same for a question that changed by a reply that waits on it from now on.
    pub(super) async fn save_with(mut self, waiting: &ScheduledReply) -> Result<Changed, Error> {
        let Self { app, tx, ledger, question, .. } = &mut self;
        let version = save_changed(app, tx, ledger, question).await?;
        tx.schedule_reply(waiting).await?;
        self.leave().await.map(|status| Changed { version, status })
    }

    /// Writes the history alone: the question itself stays as it was.
    pub(super) async fn leave(mut self) -> Result<Status, Error> {
        self.ledger.append(&mut self.tx).await?;
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

/// Who has a question among their open ones. What is answered with another question is no work of its own.
fn works_on(question: &Question) -> Option<Assignee> {
    (question.status.is_open() && question.lead.is_none()).then_some(question.assignee)
}
