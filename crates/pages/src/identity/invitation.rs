//! Accepting an invitation: somebody new chooses a password, or the first administrator says who they are.

use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_admin::user::{self, AcceptInvitation, InvitationPurpose, Invited};
use souffleur_render::{FlashKind, Template, sample_now};
use souffleur_web::Web;
use souffleur_web::error::Failure;
use souffleur_web::extract::{ClientIp, Form, Path};
use souffleur_web::identify::session_cookies;
use souffleur_web::page::{FieldErrors, PageContext, PageResult, home, render_language};

/// The form behind an invitation's link.
#[derive(Debug, Serialize)]
pub(super) struct Invitation {
    /// The link's own token, where the form goes.
    token: String,
    /// Whether a desk is being opened: then the person says who they are.
    first: bool,
    /// The address that was invited; none for the first administrator.
    invited: Option<String>,
    expires_at: Timestamp,
    form: Fields,
    errors: FieldErrors,
}

impl Template for Invitation {
    const NAME: &'static str = "page/identity/invitation.html";

    fn samples() -> Vec<Self> {
        let sample = |first: bool, errors| Self {
            token: "t".repeat(26),
            first,
            invited: (!first).then(|| "lea@example.test".to_owned()),
            expires_at: sample_now(),
            form: Fields { name: "Léa Bernard".to_owned(), ..Fields::default() },
            errors,
        };
        vec![
            sample(true, FieldErrors::none()),
            sample(true, FieldErrors::sample(&["name", "email", "password"])),
            sample(false, FieldErrors::none()),
        ]
    }
}

/// What the form sends.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    name: String,
    email: String,
    /// Never sent back.
    #[serde(skip_serializing)]
    password: String,
}

impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fields").field("name", &self.name).field("email", &self.email).finish_non_exhaustive()
    }
}

impl Invitation {
    fn new(token: String, invited: Invited, form: Fields, errors: FieldErrors) -> Self {
        let first = invited.purpose == InvitationPurpose::FirstAdministrator;
        Self { token, first, invited: invited.email, expires_at: invited.expires_at, form, errors }
    }
}

/// The form.
pub(super) async fn show(context: PageContext, Path(token): Path<String>) -> PageResult {
    let invited = user::open_invitation(context.app(), &token).await?;
    let form = Fields { name: invited.name.clone().unwrap_or_default(), ..Fields::default() };
    let context = in_language_of(context, &invited);
    context.show(&Invitation::new(token, invited, form, FieldErrors::none()))
}

/// Accepts, and signs in.
pub(super) async fn submit(
    State(web): State<Web>,
    ClientIp(from): ClientIp,
    context: PageContext,
    Path(token): Path<String>,
    Form(form): Form<Fields>,
) -> PageResult {
    web.limits.sign_in(from, "")?;
    let accept = AcceptInvitation {
        name: form.name.clone(),
        email: form.email.clone(),
        password: form.password.clone(),
    };
    match user::accept_invitation(&web.app, &token, accept).await {
        Ok(signed_in) => {
            let home = home(signed_in.user.role);
            let context =
                session_cookies(&web, &signed_in)?.into_iter().fold(context, PageContext::with_cookie);
            context
                .flash(FlashKind::Success, "identity-welcome", &[("name", &signed_in.user.name)])
                .redirect(home)
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let invited = user::open_invitation(&web.app, &token).await.map_err(Failure::from)?;
            let context = in_language_of(context, &invited);
            context.refuse(&Invitation::new(token, invited, form, errors))
        }
    }
}

/// Somebody who was invited in a language reads the form in it.
fn in_language_of(mut context: PageContext, invited: &Invited) -> PageContext {
    if let Some(language) = invited.language {
        context.frame.scene.locale.language = render_language(language);
    }
    context
}
