//! What follows when a question changes hands: the assignment, the draft that is asked for, the draft's promise, the
//! letter, and what the router learns.

use jiff::Timestamp;
use souffleur_app::{
    error::Error,
    history::History,
    promise::{Planned, Recount, begin, waive_draft},
};
use souffleur_core::{
    assignment::Assignment,
    event::{EventKind, RescheduleReason},
    id::{TopicId, UserId},
    question::{Assignee, Question},
};
use souffleur_routing::{Observation, Reassignment};
use souffleur_store::{ExampleSource, OutboxItem, Tx};

use super::reassignment::ReassignmentContext;
use crate::{
    alert::notify_assignee,
    draft_request::{ask_for_draft, requested},
    routing::Lesson,
};

/// One change of hands, decided but not yet written.
pub(super) struct Handover<'a> {
    pub(super) case: ReassignmentContext<'a>,
    pub(super) assignment: Assignment,
    /// The topic that the change implies, where it is not the present one.
    pub(super) corrected: Option<TopicId>,
    pub(super) draft: Option<Planned>,
    pub(super) letter: Option<OutboxItem>,
}

/// A question on its way from hand to hand, inside the transaction that writes it.
pub(super) struct Hands<'t> {
    pub(super) tx: &'t mut Tx,
    pub(super) history: &'t mut History,
    pub(super) question: &'t mut Question,
    pub(super) now: Timestamp,
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
    pub(super) fn deeds(&self) -> Vec<Observation> {
        let (before, after) = (&self.case.question, &self.assignment);
        let change = Reassignment {
            from: (before.assignee.expert(), before.topic),
            to: (after.assignee.expert(), after.topic),
            decided_by: after.decided_by,
            named: after.explanation.is_none(),
            at: after.at,
        };
        change.observations()
    }

    /// Writes all of it but the letter, and the question itself.
    pub(super) async fn carry_out(&self, hands: &mut Hands<'_>) -> Result<(), Error> {
        let Hands { tx, history, question, now } = hands;
        let (ReassignmentContext { app, settings, .. }, now) = (&self.case, *now);
        let (from, to) = (question.assignee, self.assignment.assignee);
        question.status = question.status.assigned(to)?;
        question.assignee = to;
        let topic = std::mem::replace(&mut question.topic, self.assignment.topic);
        tx.insert_assignment(&self.assignment).await?;
        let (assignment, decided_by) = (self.assignment.id, self.assignment.decided_by);
        history.note(EventKind::Assigned { assignment, from: Some(from), to, decided_by });
        match to {
            // What is answered with another question is drafted there.
            Assignee::Expert(_) if question.lead.is_some() => {}
            Assignee::Expert(expert) => self.ask_for_draft(tx, history, question, expert).await?,
            Assignee::CommunityManager => {
                waive_draft(tx, history, &self.case.unmet, "no_expert", now).await?;
            }
        }
        // Promises that run are the new holder's from now on. What was broken stays with who held it then.
        tx.hand_over_targets(question.id, to.expert()).await?;
        if topic != question.topic {
            Recount::new(app, settings, now).one(tx, history, question, RescheduleReason::Topic).await?;
        }
        tx.note_deeds(&self.deeds()).await?;
        if question.lead.is_none() {
            notify_assignee(app, tx, settings, now, question).await?;
        }
        Lesson::store(&self.lessons(), tx, now).await
    }

    async fn ask_for_draft(
        &self,
        tx: &mut Tx,
        history: &mut History,
        question: &Question,
        expert: UserId,
    ) -> Result<(), Error> {
        let now = self.assignment.at;
        ask_for_draft(tx, requested(self.case.app, question, expert, now)).await?;
        if let Some(planned) = &self.draft {
            begin(tx, history, planned).await?;
        } else if let Some(running) = self.case.running_draft() {
            // The draft's promise goes on as it was; the time to open the question begins anew.
            let unread = self.case.plan(expert, now).and_then(|plan| plan.unread(running));
            tx.insert_timers(unread.as_slice()).await?;
        }
        Ok(())
    }
}
