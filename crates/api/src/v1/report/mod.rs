//! Reports.

mod definition;
mod objectives;
mod sla;

use souffleur_core::permission::Action;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::ReadReports), routes!(sla::sla_report))
        .api(Access::May(Action::ReadObjectives), routes!(objectives::objectives))
}
