//! Sessions: how staff sign in to the API.

mod create;
mod end;
mod refresh;
mod shape;

use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Public, routes!(create::create_session))
        .api(Access::Public, routes!(refresh::refresh_session))
        .api(Access::SignedIn, routes!(end::end_session))
}
