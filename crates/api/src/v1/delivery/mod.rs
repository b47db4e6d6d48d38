//! What became of replies and letters.

mod list;
mod retry;

use souffleur_core::permission::Action;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::Reply), routes!(list::list_deliveries))
        .api(Access::May(Action::Reply), routes!(retry::retry_delivery))
}
