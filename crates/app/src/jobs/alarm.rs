//! What happens when a timer fires: a line of the history at the timer's true time, and letters to those who can still
//! do something.

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    event::What,
    permission::{Action, Reach, reach},
    question::Question,
    user::User,
};
use souffleur_store::{OutboxItem, Target, TargetState, Timer, TimerKind, Tx};

use crate::{
    app::App,
    error::Error,
    intake::EXCERPT,
    ledger::Ledger,
    letter::{Letterhead, Stake, promise_at_risk, promise_broken},
};

/// One timer that has come due.
pub(super) struct Alarm<'a> {
    pub(super) app: &'a App,
    pub(super) head: &'a Letterhead<'a>,
    pub(super) question: &'a Question,
    pub(super) timer: &'a Timer,
    pub(super) target: &'a Target,
    pub(super) now: Timestamp,
}

impl Alarm<'_> {
    /// Has the effect of the timer. A promise that has ended meanwhile has nothing left to be told.
    pub(super) async fn sound(&self, tx: &mut Tx) -> Result<(), Error> {
        if self.target.state != TargetState::Pending {
            return Ok(());
        }
        let (target, promise) = (self.target.id, self.target.kind.as_str().to_owned());
        let mut ledger = Ledger::new(self.app, Actor::Desk, self.now, self.question.id);
        let letters = match self.timer.kind {
            TimerKind::Warn { share } => {
                ledger.note_at(self.timer.due_at, What::TargetWarned { target, promise, share });
                // After a long stop, a warning may come when it is too late to be one.
                let late = self.target.due_at.is_some_and(|due_at| due_at <= self.now);
                if late { Vec::new() } else { self.letters(tx, &self.holders(), promise_at_risk).await? }
            }
            TimerKind::Breach => {
                let broken = Target { state: TargetState::Breached, ..self.target.clone() };
                tx.save_target(&broken).await?;
                ledger.note_at(self.timer.due_at, What::TargetBreached { target, promise });
                self.letters(tx, &self.everybody_concerned(), promise_broken).await?
            }
        };
        ledger.append(tx).await?;
        Ok(tx.enqueue(&letters).await?)
    }

    async fn letters(
        &self,
        tx: &Tx,
        readers: &[&User],
        write: impl Fn(&Letterhead<'_>, &User, &Stake<'_>) -> Result<OutboxItem, Error>,
    ) -> Result<Vec<OutboxItem>, Error> {
        let opening = tx.thread(self.question.id).await?.into_iter().next();
        let holder = self.question.holder.expert().and_then(|id| self.head.settings().user(id));
        let stake = Stake {
            question: self.question.id,
            number: self.question.number,
            subject: self.question.subject.as_deref(),
            excerpt: opening.map(|message| message.body.excerpt(EXCERPT)).unwrap_or_default(),
            kind: self.target.kind,
            due_at: self.target.due_at.unwrap_or(self.timer.due_at),
            holder: holder.map(|user| user.name.as_str()),
        };
        readers.iter().map(|reader| write(self.head, reader, &stake)).collect()
    }

    /// The expert who holds the question, or the community managers where none does.
    fn holders(&self) -> Vec<&User> {
        let expert = self.question.holder.expert().and_then(|id| self.head.settings().user(id));
        match expert.filter(|user| user.active) {
            Some(expert) => vec![expert],
            None => self.community_managers().collect(),
        }
    }

    /// The expert and the community managers, each once.
    fn everybody_concerned(&self) -> Vec<&User> {
        let mut concerned = self.holders();
        for manager in self.community_managers() {
            if concerned.iter().all(|user| user.id != manager.id) {
                concerned.push(manager);
            }
        }
        concerned
    }

    fn community_managers(&self) -> impl Iterator<Item = &User> {
        let replies = |user: &&User| user.active && reach(user.role, Action::Reply) == Reach::Everything;
        self.head.settings().users.iter().filter(replies)
    }
}
