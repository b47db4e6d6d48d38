//! GET /questions/{id}: the question beside its list. With `seen` it is the live update of a page that is open already.

use axum::http::StatusCode;
use serde::Deserialize;
use souffleur_core::id::{EventId, QuestionId};
use souffleur_core::permission::Role;
use souffleur_web::auth::Signed;
use souffleur_web::extract::{Path, Query, empty_as_none};
use souffleur_web::page::{PageContext, PageResult};

use super::open::{alone, whole};
use crate::inbox_filter::Filter;
use crate::pane::{Reader, WITHOUT, Wanted, pane};

/// How the question is to be shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct How {
    /// The last line of the history that the open page has.
    #[serde(deserialize_with = "empty_as_none")]
    seen: Option<EventId>,
    /// The draft that the reply is made from, or is to be made from.
    draft: String,
    /// Whether the reply is to begin with an apology.
    apology: String,
    /// The colleague or the draft with whose words the reply is to begin.
    take: String,
}

impl How {
    fn wanted(&self) -> Wanted {
        match self.draft.as_str() {
            "" => Wanted::Newest,
            WITHOUT => Wanted::Without,
            // One that is none is as good as none.
            id => Wanted::of(id.parse().ok()),
        }
    }
}

/// Shows a question. An expert's own place for it is the drafting desk.
pub(super) async fn show(
    context: PageContext,
    current: Signed,
    Path(id): Path<QuestionId>,
    Query(filter): Query<Filter>,
    Query(how): Query<How>,
) -> PageResult {
    if current.user.role == Role::Expert {
        return context.redirect(&format!("/desk/{id}"));
    }
    let reader = Reader {
        actor: context.actor(),
        now: context.now(),
        filter: &filter,
        seen: how.seen,
        draft: how.wanted(),
    };
    let mut pane = pane(&context, id, reader).await?;
    if !how.apology.is_empty() {
        pane.apologise();
    }
    if !how.take.is_empty() {
        pane.insert_words_of(&how.take);
    }
    // The list beside it stays as it is: to send fifty rows along made the next question wait for them.
    if context.is_fragment() {
        return alone(context, StatusCode::OK, pane);
    }
    whole(context, id, &filter, StatusCode::OK, pane).await
}
