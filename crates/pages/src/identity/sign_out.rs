//! Signing out: the session ends here and everywhere.

use axum::extract::State;
use souffleur_admin::user;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::identify::signed_out_cookies;
use souffleur_web::page::{PageContext, PageResult};
use souffleur_web::security::clear_site_data;

/// Signs out.
pub(super) async fn submit(State(web): State<Web>, context: PageContext, current: Signed) -> PageResult {
    user::sign_out(&web.app, current.session).await?;
    let context = signed_out_cookies(&web, web.app.now()).into_iter().fold(context, PageContext::with_cookie);
    let mut response = context.redirect("/sign-in")?;
    clear_site_data(response.headers_mut());
    Ok(response)
}
