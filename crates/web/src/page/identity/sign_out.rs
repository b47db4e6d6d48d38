//! Signing out: the session ends here and everywhere.

use axum::extract::State;
use souffleur_app::user;

use crate::auth::{Signed, signed_out_cookies};
use crate::page::{Answer, Stage};
use crate::state::Web;

/// Signs out.
pub(super) async fn submit(State(web): State<Web>, stage: Stage, current: Signed) -> Answer {
    user::sign_out(&web.app, current.session).await?;
    web.sessions.forget(current.session);
    let stage = signed_out_cookies(&web, web.app.now()).into_iter().fold(stage, Stage::with_cookie);
    stage.go("/sign-in")
}
