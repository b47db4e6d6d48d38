//! GET /desk/{id}: one's own question and its draft. With `seen` it is the live update of a page that is open already.

use axum::http::StatusCode;
use serde::Deserialize;
use souffleur_core::id::{EventId, QuestionId};
use souffleur_core::permission::Role;
use souffleur_web::auth::Signed;
use souffleur_web::extract::{Path, Query, empty_as_none};
use souffleur_web::page::{PageContext, PageResult};

use super::open::{alone, pane, whole};
use super::place::Place;

/// The last line of the history that the open page has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct How {
    #[serde(deserialize_with = "empty_as_none")]
    seen: Option<EventId>,
    /// The colleague with whose words the draft is to begin.
    take: String,
}

/// Shows a question to its expert. Who lends the voice sees it in the inbox.
pub(super) async fn show(
    context: PageContext,
    current: Signed,
    Path(id): Path<QuestionId>,
    Query(place): Query<Place>,
    Query(how): Query<How>,
) -> PageResult {
    if current.user.role != Role::Expert {
        return context.redirect(&format!("/questions/{id}"));
    }
    let mut pane = pane(&context, id, place, how.seen).await?;
    if !how.take.is_empty() {
        pane.insert_words_of(&how.take);
    }
    if context.is_fragment() {
        return alone(context, StatusCode::OK, pane);
    }
    whole(context, id, place, StatusCode::OK, pane).await
}
