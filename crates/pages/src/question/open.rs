//! Answers with a question: as a whole page, or as the pane alone.

use axum::http::StatusCode;
use souffleur_core::id::QuestionId;
use souffleur_web::page::{Answer, Stage};

use crate::inbox::{InboxPage, Listing};
use crate::inbox_filter::Filter;
use crate::pane::{Fields, Pane, PanePart, Reader, Refusal, Wanted, Which, pane};

/// Answers with the question beside its list.
pub(super) async fn whole(
    stage: Stage,
    id: QuestionId,
    filter: &Filter,
    status: StatusCode,
    question: Pane,
) -> Answer {
    let Listing { list, open, .. } = Listing::load(&stage, filter, Some(id)).await?;
    let page = InboxPage { list, q: Some(question) };
    stage.counting("/inbox", open).show_as(status, &page)
}

/// Answers with the question alone.
pub(super) fn alone(stage: Stage, status: StatusCode, pane: Pane) -> Answer {
    stage.show_as(status, &PanePart { q: pane })
}

/// Answers a form that was refused: the question as it is now, the form as it was typed.
pub(crate) async fn refused(
    stage: Stage,
    id: QuestionId,
    which: Which,
    fields: Fields,
    error: souffleur_app::Error,
) -> Answer {
    let refusal = Refusal::of(&stage, which, fields, error)?;
    let filter = Filter::carried(&refusal.fields.back);
    let draft = Wanted::of(refusal.fields.draft()?);
    let reader = Reader {
        actor: stage.actor(),
        now: stage.now(),
        filter: &filter,
        seen: refusal.fields.seen().filter(|_| refusal.stale),
        draft,
    };
    let mut pane = Box::pin(pane(&stage, id, reader)).await?;
    let status = refusal.status;
    pane.take_back(refusal);
    if stage.is_fragment() {
        alone(stage, status, pane)
    } else {
        Box::pin(whole(stage, id, &filter, status, pane)).await
    }
}
