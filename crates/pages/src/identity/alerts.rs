//! The part of one's profile that says what one is told of, by which way, and when not.

use serde::Deserialize;
use souffleur_admin::alert_choice::{self, AlertForm, AlertView};
use souffleur_render::FlashKind;
use souffleur_web::auth::Signed;
use souffleur_web::extract::Form;
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::alert_choices::Choices;
use super::profile::Profile;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    goes: Vec<String>,
    quiet: String,
    quiet_from: String,
    quiet_until: String,
}

/// Saves what one is told of.
pub(super) async fn save(context: PageContext, current: Signed, Form(fields): Form<Fields>) -> PageResult {
    let Fields { goes, quiet, quiet_from, quiet_until } = fields;
    let form = AlertForm { goes, quiet, quiet_from, quiet_until };
    let Err(error) = alert_choice::choose(context.app(), context.actor(), form.clone()).await else {
        return context.flash(FlashKind::Success, "alerts-saved", &[]).redirect("/profile#alerts-choice");
    };
    let errors = context.field_errors(error)?;
    let profile = Profile::stored(context.app(), &current, FieldErrors::none()).await?;
    let view = alert_choice::chosen(context.app(), context.actor())?;
    context.refuse(&profile.with_alerts(Choices::of(AlertView { form, ..view }), errors))
}
