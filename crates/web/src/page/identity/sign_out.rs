//! Signing out: the session ends here and everywhere.

use axum::extract::State;
use souffleur_admin::user;

use crate::auth::{Signed, signed_out_cookies};
use crate::page::{Answer, Stage};
use crate::security::clear_site_data;
use crate::state::Web;

/// Signs out.
pub(super) async fn submit(State(web): State<Web>, stage: Stage, current: Signed) -> Answer {
    user::sign_out(&web.app, current.session).await?;
    let stage = signed_out_cookies(&web, web.app.now()).into_iter().fold(stage, Stage::with_cookie);
    let mut response = stage.go("/sign-in")?;
    clear_site_data(response.headers_mut());
    Ok(response)
}
