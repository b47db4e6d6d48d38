//! GET /desk and /desk/list: one's own questions, what is due first on top.

use axum::http::HeaderMap;
use souffleur_core::permission::Role;
use souffleur_web::auth::Signed;
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::load::{Page, load};
use super::page::{DeskList, DeskPage};
use super::place::Place;
use crate::inbox::open_beside;

/// Shows the place. Who is no expert has another.
pub(super) async fn show(
    context: PageContext,
    current: Signed,
    Query(place): Query<Place>,
    Query(page): Query<Page>,
) -> PageResult {
    if current.user.role != Role::Expert {
        return context.redirect("/inbox");
    }
    let (list, count) = load(&context, place, &page, None).await?;
    let context = context.counting("/desk", count);
    let page = DeskPage { list, q: None };
    if page.list.search.error.is_some() { context.refuse(&page) } else { context.show(&page) }
}

/// Shows the list again, as a live update asks for it.
pub(super) async fn refresh(
    context: PageContext,
    Query(place): Query<Place>,
    Query(page): Query<Page>,
    headers: HeaderMap,
) -> PageResult {
    let (list, _) = load(&context, place, &page, open_beside(&headers)).await?;
    context.show(&DeskList { list })
}
