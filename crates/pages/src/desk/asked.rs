//! What one was asked oneself, for the list of the drafting desk.

use souffleur_core::id::QuestionId;
use souffleur_core::permission::Action;
use souffleur_question::question::asks;
use souffleur_web::error::Failure;
use souffleur_web::page::PageContext;

use super::place::{Place, own_path};
use crate::inbox::AskRow;

/// What the reader was asked and has not written on.
pub(super) async fn ask_rows(
    context: &PageContext,
    place: Place,
    open: Option<QuestionId>,
) -> Result<Vec<AskRow>, Failure> {
    // The list is also there for who lends the voice, who sees everything without being asked.
    if context.actor().may(Action::DraftBeside).is_err() {
        return Ok(vec![]);
    }
    let settings = context.app().settings();
    let called = |id| settings.user(id).map(|user| user.name.to_string()).unwrap_or_default();
    let lines = asks(context.app(), context.actor()).await?.into_iter();
    Ok(lines
        .map(|line| AskRow {
            href: place.at(&own_path(line.question)),
            number: line.number,
            title: line.title,
            by: called(line.asked_by),
            request: line.request,
            asked_at: line.asked_at,
            current: open == Some(line.question),
        })
        .collect())
}
