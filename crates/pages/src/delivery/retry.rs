//! POST /deliveries/{id}/retry: another try, at once.

use serde::Deserialize;
use souffleur_core::id::OutboxId;
use souffleur_question::delivery::retry;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult, local_path};

/// What the button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    /// Where it was pressed.
    back: String,
}

/// Lets it be tried again.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<OutboxId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    retry(context.app(), context.actor(), id).await?;
    let back = local_path(&fields.back).unwrap_or("/deliveries").to_owned();
    context.flash(FlashKind::Success, "delivery-retried", &[]).redirect(&back)
}
