//! Whether a question's status, holder and place in the inbox follow from what happened to it.

use souffleur_core::{
    draft::DraftState,
    id::UserId,
    question::{Assignee, Status},
};
use souffleur_sla::TargetKind;

use super::Subject;
use crate::{
    entity::target,
    instant::{NEVER, SOMEDAY},
    target::TargetState,
};

pub(super) fn disagreements(subject: &Subject<'_>) -> Vec<String> {
    let question = &subject.question;
    let Some(status) = Status::parse(&question.status) else {
        return vec![format!("status `{}` is unknown", question.status)];
    };
    let mut found = Vec::new();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            found.push(what.to_owned());
        }
    };
    let submitted = |draft: &&crate::entity::draft::Model| draft.state == DraftState::Submitted.as_str();
    match status {
        Status::New => expect(question.expert_id.is_none(), "status new, but an expert holds it"),
        Status::Assigned => expect(question.expert_id.is_some(), "status assigned, but no expert holds it"),
        Status::Drafted => {
            expect(subject.drafts.iter().any(|draft| submitted(&draft)), "status drafted, without a draft");
        }
        Status::Answered => expect(!subject.replies.is_empty(), "status answered, without a reply"),
        Status::Closed | Status::Hidden => {}
    }
    expect(
        (status == Status::Hidden) == question.hidden_reason.is_some(),
        "the reason for hiding must be there exactly while it is hidden",
    );
    match subject.assigned {
        None => expect(false, "it was never assigned"),
        Some(assigned) => {
            let holder = Assignee::from(question.expert_id.map(UserId::new));
            expect(assigned == holder, "its holder is not whom it was last assigned to");
        }
    }
    let due = next_due_at(status, subject.targets);
    if due != question.next_due_at {
        found.push(format!("next_due_at is {}, and should be {due}", question.next_due_at));
    }
    found
}

/// The place in the inbox order, as the store's own statement computes it.
fn next_due_at(status: Status, targets: &[target::Model]) -> i64 {
    let counts = |target: &&target::Model| {
        let is = |state: TargetState| target.state == state.as_str();
        let late =
            is(TargetState::Breached) && target.met_at.is_none() && target.kind != TargetKind::Draft.as_str();
        is(TargetState::Pending) || (status.is_open() && late)
    };
    let due = targets.iter().filter(counts).filter_map(|target| target.due_at).min();
    due.unwrap_or(if status.is_open() { SOMEDAY } else { NEVER })
}
