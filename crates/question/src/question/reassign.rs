//! A change of hands that was decided upon is written.

use serde::{Deserialize, Serialize};
use souffleur_app::{App, Error, view::AssignmentView};
use souffleur_core::{Actor, permission::Action};

use super::{handover::Handover, transaction::QuestionTx};
use crate::routing::teach;

/// Who holds it now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assigned {
    /// The assignment that was made.
    pub assignment: AssignmentView,
    /// The question's version now.
    pub version: i64,
}

/// Writes it, unless the question changed meanwhile; the router learns from it.
pub(super) async fn write(app: &App, actor: Actor, handover: Handover<'_>) -> Result<Assigned, Error> {
    let Handover { case, assignment, .. } = &handover;
    let (id, version) = (case.question.id, case.question.version);
    let view = AssignmentView::of(assignment, &case.settings);
    let mut opened = QuestionTx::lock(app, actor, Action::Assign, id, Some(version)).await?;
    handover.carry_out(&mut opened.hands()).await?;
    opened.enqueue(handover.letter.clone());
    let (lessons, deeds) = (handover.lessons(), handover.deeds());
    let changed = opened.commit().await?;
    teach(app, &lessons).await;
    app.router().loads.noted(&deeds);
    Ok(Assigned { assignment: view, version: changed.version })
}
