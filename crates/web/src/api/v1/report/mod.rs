//! Reports.

mod definition;
mod objectives;
mod sla;

use souffleur_core::permission::Action;
use utoipa_axum::routes;

use crate::route::{Access, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::ReadReports), routes!(sla::sla_report))
        .api(Access::May(Action::ReadObjectives), routes!(objectives::objectives))
}
