//! What follows when a question changes hands: the assignment, the draft that is asked for, the draft's promise, the
//! letter, and what the router learns.

use souffleur_core::{
    assignment::Assignment,
    draft::{Draft, DraftState},
    event::{MovedBecause, What},
    id::{TopicId, UserId},
    question::Holder,
    routing::{ChangeOfHands, Noted},
};
use souffleur_store::{ExampleSource, OutboxItem, Tx};

use super::{case::Case, opened::Opened};
use crate::{
    alert::raise_call,
    error::Error,
    intake::requested,
    promise::{Planned, excuse_draft},
    routing::Lesson,
};

/// One change of hands, decided but not yet written.
pub(super) struct Handover<'a> {
    pub(super) case: Case<'a>,
    pub(super) assignment: Assignment,
    /// The topic that the change implies, where it is not the present one.
    pub(super) corrected: Option<TopicId>,
    pub(super) draft: Option<Planned>,
    pub(super) letter: Option<OutboxItem>,
}

impl Handover<'_> {
    /// What the router is taught by it.
    pub(super) fn lessons(&self) -> Vec<Lesson> {
        let lesson = |topic| {
            Lesson::new(ExampleSource::Correction, topic, self.case.text(), Some(self.case.question.id))
        };
        self.corrected.map(lesson).into_iter().collect()
    }

    /// What it says of those between whom the question passes.
    pub(super) fn deeds(&self) -> Vec<Noted> {
        let (before, after) = (&self.case.question, &self.assignment);
        let change = ChangeOfHands {
            from: (before.holder.expert(), before.topic),
            to: (after.holder.expert(), after.topic),
            decided_by: after.decided_by,
            named: after.explanation.is_none(),
            at: after.at,
        };
        change.deeds()
    }

    /// Writes it.
    pub(super) async fn carry_out(&self, opened: &mut Opened) -> Result<(), Error> {
        let (from, to) = (opened.question.holder, self.assignment.holder);
        opened.question.status = opened.question.status.assigned(to)?;
        opened.question.holder = to;
        let topic = std::mem::replace(&mut opened.question.topic, self.assignment.topic);
        opened.tx.insert_assignment(&self.assignment).await?;
        let (assignment, decided_by) = (self.assignment.id, self.assignment.decided_by);
        opened.ledger.note(What::Assigned { assignment, from: Some(from), to, decided_by });
        match to {
            Holder::Expert(expert) => self.ask_for_draft(opened, expert).await?,
            Holder::CommunityManager => {
                let (tx, ledger) = (&mut opened.tx, &mut opened.ledger);
                excuse_draft(tx, ledger, &self.case.unmet, "no_expert", opened.now).await?;
            }
        }
        // Promises that run are the new holder's from now on. What was broken stays with who held it then.
        opened.tx.hand_over_targets(opened.question.id, to.expert()).await?;
        if topic != opened.question.topic {
            opened.recount(MovedBecause::Topic).await?;
        }
        opened.enclose(self.letter.clone());
        opened.tx.note_deeds(&self.deeds()).await?;
        let Case { app, settings, .. } = &self.case;
        raise_call(app, &mut opened.tx, settings, opened.now, &opened.question).await?;
        Lesson::store(&self.lessons(), &mut opened.tx, opened.now).await
    }

    async fn ask_for_draft(&self, opened: &mut Opened, expert: UserId) -> Result<(), Error> {
        let fresh = requested(self.case.app, &opened.question, expert, opened.now);
        ask_for_draft(&mut opened.tx, fresh).await?;
        let Some(planned) = &self.draft else { return Ok(()) };
        opened.tx.insert_targets(std::slice::from_ref(&planned.target)).await?;
        opened.tx.insert_timers(&planned.timers).await?;
        opened.ledger.note(planned.event());
        Ok(())
    }
}

/// Asks an expert for a draft, unless one of theirs is open. A draft that somebody else was asked for and has not begun
/// is theirs to write now.
pub(crate) async fn ask_for_draft(tx: &mut Tx, fresh: Draft) -> Result<(), Error> {
    let drafts: Vec<Draft> =
        tx.drafts_of(fresh.question).await?.into_iter().map(|(draft, _)| draft).collect();
    let open = |draft: &&Draft| draft.author == fresh.author && draft.state != DraftState::Used;
    if drafts.iter().any(|draft| open(&draft)) {
        return Ok(());
    }
    match drafts.into_iter().find(|draft| draft.state == DraftState::Requested) {
        Some(begun) => tx.save_draft(&Draft { author: fresh.author, at: fresh.at, ..begun }).await?,
        None => tx.insert_draft(&fresh).await?,
    }
    Ok(())
}
