//! Signing in with e-mail address and password.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use souffleur_admin::user;
use souffleur_app::Error;
use souffleur_render::Template;
use souffleur_web::Web;
use souffleur_web::auth::{LANGUAGE, SetCookie};
use souffleur_web::error::{Failure, FailureKind};
use souffleur_web::extract::{ClientIp, Form, Query};
use souffleur_web::identify::session_cookies;
use souffleur_web::page::{PageContext, PageResult, home, local_path};

/// The sign-in form.
#[derive(Debug, Default, Serialize)]
pub(super) struct SignIn {
    /// The address, as typed; a password is not sent back.
    pub(super) email: String,
    /// Where to go after signing in.
    pub(super) next: String,
    /// Whether address and password were refused.
    pub(super) refused: bool,
    /// Whether it was tried too often, and one has to wait.
    pub(super) wait: bool,
}

impl Template for SignIn {
    const NAME: &'static str = "page/identity/sign_in.html";

    fn samples() -> Vec<Self> {
        let tried =
            || Self { email: "claire@example.test".to_owned(), next: "/inbox".to_owned(), ..Self::default() };
        vec![Self::default(), Self { refused: true, ..tried() }, Self { wait: true, ..tried() }]
    }
}

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    next: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    email: String,
    password: String,
    next: String,
}

/// The form; who is signed in already goes on.
pub(super) async fn show(context: PageContext, Query(params): Query<Params>) -> PageResult {
    if let Some(current) = context.user() {
        let home = home(current.user.role);
        return context.redirect(local_path(&params.next).unwrap_or(home));
    }
    context.show(&SignIn { next: params.next, ..SignIn::default() })
}

/// Signs in.
pub(super) async fn submit(
    State(web): State<Web>,
    ClientIp(from): ClientIp,
    context: PageContext,
    Form(fields): Form<Fields>,
) -> PageResult {
    let again =
        |refused, wait| SignIn { email: fields.email.clone(), next: fields.next.clone(), refused, wait };
    if let Err(failure) = web.limits.sign_in(from, &fields.email) {
        return context
            .show_as(failure.kind().status(), &again(false, true))
            .map(|page| failure.retry_on(page));
    }
    let signed_in = match user::sign_in(&web.app, &fields.email, &fields.password).await {
        Ok(signed_in) => signed_in,
        Err(Error::SignInRefused) => {
            let status = Failure::new(FailureKind::SignInRefused).kind().status();
            return context.show_as(status, &again(true, false));
        }
        Err(error) => return Err(error.into()),
    };
    let home = home(signed_in.user.role);
    // Who said in their profile what they read is not held to what somebody chose on this browser.
    let forget = signed_in.user.language.map(|_| SetCookie::removed(&web.config, LANGUAGE, web.app.now()));
    let cookies = session_cookies(&web, &signed_in)?.into_iter().chain(forget);
    let context = cookies.fold(context, PageContext::with_cookie);
    context.redirect(local_path(&fields.next).unwrap_or(home))
}
