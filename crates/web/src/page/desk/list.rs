//! GET /desk and /desk/list: one's own questions, what is due first on top.

use serde::Deserialize;
use souffleur_core::id::QuestionId;
use souffleur_core::permission::Role;

use super::load::{Page, Place, load};
use super::page::{DeskList, DeskPage};
use crate::auth::Signed;
use crate::extract::{Query, empty_as_none};
use crate::page::{Answer, Stage};

/// Shows the place. Who is no expert has another.
pub(super) async fn show(
    stage: Stage,
    current: Signed,
    Query(place): Query<Place>,
    Query(page): Query<Page>,
) -> Answer {
    if current.user.role != Role::Expert {
        return stage.go("/inbox");
    }
    let (list, count) = load(&stage, place, &page, None).await?;
    let stage = stage.listening("/events").counting("/desk", count);
    let page = DeskPage { list, q: None };
    if page.list.search.error.is_some() { stage.refuse(&page) } else { stage.show(&page) }
}

/// Which question is open beside the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Beside {
    #[serde(deserialize_with = "empty_as_none")]
    open: Option<QuestionId>,
}

/// Shows the list again, as a live update asks for it.
pub(super) async fn refresh(
    stage: Stage,
    Query(place): Query<Place>,
    Query(page): Query<Page>,
    Query(beside): Query<Beside>,
) -> Answer {
    let (list, _) = load(&stage, place, &page, beside.open).await?;
    stage.show(&DeskList { list })
}
