//! The health of this node, for administrators.

mod show;

use souffleur_core::permission::Action;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::May(Action::ChangeSettings), routes!(show::show_health))
}
