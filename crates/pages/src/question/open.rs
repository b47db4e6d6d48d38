//! Answers with a question: as a whole page, or as the pane alone.

use axum::http::StatusCode;
use souffleur_core::id::QuestionId;
use souffleur_web::page::{PageContext, PageResult};

use crate::inbox::{InboxPage, Listing};
use crate::inbox_filter::Filter;
use crate::pane::{Fields, FormKind, Pane, PanePart, Reader, Refusal, Wanted, pane};

/// Answers with the question beside its list.
pub(super) async fn whole(
    context: PageContext,
    id: QuestionId,
    filter: &Filter,
    status: StatusCode,
    question: Pane,
) -> PageResult {
    let Listing { list, open, .. } = Listing::load(&context, filter, Some(id)).await?;
    let page = InboxPage { list, q: Some(question) };
    context.counting("/inbox", open).show_as(status, &page)
}

/// Answers with the question alone.
pub(super) fn alone(context: PageContext, status: StatusCode, pane: Pane) -> PageResult {
    context.show_as(status, &PanePart { q: pane })
}

/// Answers a form that was refused: the question as it is now, the form as it was typed.
pub(crate) async fn refused(
    context: PageContext,
    id: QuestionId,
    which: FormKind,
    fields: Fields,
    error: souffleur_app::Error,
) -> PageResult {
    let refusal = Refusal::of(&context, which, fields, error)?;
    let filter = Filter::carried(&refusal.fields.back);
    let draft = Wanted::of(refusal.fields.draft()?);
    let reader = Reader {
        actor: context.actor(),
        now: context.now(),
        filter: &filter,
        seen: refusal.fields.seen().filter(|_| refusal.stale),
        draft,
    };
    let mut pane = Box::pin(pane(&context, id, reader)).await?;
    let status = refusal.status;
    pane.restore_typed(refusal);
    if context.is_fragment() {
        alone(context, status, pane)
    } else {
        Box::pin(whole(context, id, &filter, status, pane)).await
    }
}
