//! POST /inbox/views and /inbox/views/{id}/remove: keeps a list under a name of one's own, or keeps it no longer.

use serde::Deserialize;
use souffleur_core::id::SavedViewId;
use souffleur_question::saved_view;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::load::Listing;
use super::page::{InboxPage, Keeping};
use crate::inbox_filter::Filter;

/// A list to be kept, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    back: String,
    view_name: String,
    shared: String,
}

/// Keeps the list.
pub(super) async fn save(context: PageContext, Form(fields): Form<Fields>) -> PageResult {
    let filter = Filter::carried(&fields.back).first_page();
    let (path, shared) = (filter.at("/inbox"), !fields.shared.is_empty());
    match saved_view::save(context.app(), context.actor(), &fields.view_name, filter.query(), shared).await {
        Ok(view) => {
            context.flash(FlashKind::Success, "inbox-kept", &[("name", view.name.as_str())]).redirect(&path)
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let mut listing = Listing::load(&context, &filter, None).await?;
            listing.list.keeping = Keeping {
                name: fields.view_name,
                shared,
                error: errors.get("view_name").map(ToOwned::to_owned),
            };
            let page = InboxPage { list: listing.list, q: None };
            context.counting("/inbox", listing.open).refuse(&page)
        }
    }
}

/// Keeps it no longer.
pub(super) async fn remove(
    context: PageContext,
    Path(id): Path<SavedViewId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    saved_view::remove(context.app(), context.actor(), id).await?;
    context
        .flash(FlashKind::Success, "inbox-unkept", &[])
        .redirect(&Filter::carried(&fields.back).first_page().at("/inbox"))
}
