//! POST /desk/away, /desk/back and /desk/pass-on: "I am away until …" in two taps, back again in one, and what one holds
//! goes to others if one says so.

use serde::Deserialize;
use souffleur_admin::user;
use souffleur_question::question::pass_on;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, NoFields};
use souffleur_web::page::{PageContext, PageResult};

use super::load::{Page, load};
use super::page::DeskPage;
use super::place::Place;

/// The last day away.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    until: String,
    /// The same as typed, where none of the days that are offered is meant.
    until_typed: String,
}

/// Away from today on.
pub(super) async fn leave(context: PageContext, Form(fields): Form<Fields>) -> PageResult {
    let typed = if fields.until.is_empty() { &fields.until_typed } else { &fields.until };
    match user::leave(context.app(), context.actor(), typed).await {
        Ok(_) => context.flash(FlashKind::Success, "desk-away-noted", &[]).redirect("/desk"),
        Err(error) => {
            let errors = context.field_errors(error)?;
            let (mut list, _) = load(&context, Place::default(), &Page::default(), None).await?;
            if let Some(away) = &mut list.away {
                away.error = errors.get("until").map(ToOwned::to_owned);
                away.typed.clone_from(&fields.until_typed);
            }
            context.refuse(&DeskPage { list, q: None })
        }
    }
}

/// Back again.
pub(super) async fn come_back(context: PageContext, _: Form<NoFields>) -> PageResult {
    user::come_back(context.app(), context.actor()).await?;
    context.flash(FlashKind::Success, "desk-back-noted", &[]).redirect("/desk")
}

/// Gives what one holds to others.
pub(super) async fn pass(context: PageContext, _: Form<NoFields>) -> PageResult {
    let passed = Box::pin(pass_on(context.app(), context.actor())).await?.to_string();
    context.flash(FlashKind::Success, "desk-passed-on", &[("count", &passed)]).redirect("/desk")
}
