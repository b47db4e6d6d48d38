//! GET /inbox: the list. `open=next` goes on to what is due first, `open={id}` to that question.

use serde::Deserialize;
use souffleur_core::id::QuestionId;
use souffleur_core::permission::Role;
use souffleur_web::auth::Signed;
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::load::Listing;
use super::page::InboxPage;
use crate::inbox_filter::{Filter, question_path};

/// Which question to open.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Open {
    open: String,
}

/// Shows the list.
pub(super) async fn show(
    context: PageContext,
    current: Signed,
    Query(filter): Query<Filter>,
    Query(wish): Query<Open>,
) -> PageResult {
    if current.user.role == Role::Expert {
        return context.redirect("/desk");
    }
    if let Ok(id) = wish.open.parse::<QuestionId>() {
        return context.redirect(&filter.at(&question_path(id)));
    }
    let listing = Listing::load(&context, &filter, None).await?;
    if let Some(id) = listing.first.filter(|_| wish.open == "next") {
        return context.redirect(&filter.first_page().at(&question_path(id)));
    }
    let page = InboxPage { list: listing.list, q: None };
    let context = context.counting("/inbox", listing.open);
    if page.list.search.error.is_some() { context.refuse(&page) } else { context.show(&page) }
}
