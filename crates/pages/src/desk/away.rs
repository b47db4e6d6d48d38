//! POST /desk/away, /desk/back and /desk/pass-on: "I am away until …" in two taps, back again in one, and what one holds
//! goes to others if one says so.

use serde::Deserialize;
use souffleur_app::question::pass_on;
use souffleur_app::user;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, NoFields};
use souffleur_web::page::{Answer, Stage};

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
pub(super) async fn leave(stage: Stage, Form(fields): Form<Fields>) -> Answer {
    let typed = if fields.until.is_empty() { &fields.until_typed } else { &fields.until };
    match user::leave(stage.app(), stage.actor(), typed).await {
        Ok(_) => stage.flash(FlashKind::Success, "desk-away-noted", &[]).go("/desk"),
        Err(error) => {
            let errors = stage.field_errors(error)?;
            let (mut list, _) = load(&stage, Place::default(), &Page::default(), None).await?;
            if let Some(away) = &mut list.away {
                away.error = errors.get("until").map(ToOwned::to_owned);
                away.typed.clone_from(&fields.until_typed);
            }
            stage.refuse(&DeskPage { list, q: None })
        }
    }
}

/// Back again.
pub(super) async fn come_back(stage: Stage, _: Form<NoFields>) -> Answer {
    user::come_back(stage.app(), stage.actor()).await?;
    stage.flash(FlashKind::Success, "desk-back-noted", &[]).go("/desk")
}

/// Gives what one holds to others.
pub(super) async fn pass(stage: Stage, _: Form<NoFields>) -> Answer {
    let passed = Box::pin(pass_on(stage.app(), stage.actor())).await?.to_string();
    stage.flash(FlashKind::Success, "desk-passed-on", &[("count", &passed)]).go("/desk")
}
