//! The routes of policies: those of every section, and a look ahead and back.

use souffleur_web::route::Routes;

use super::policy::Policy;
use super::resource::ListedResource as _;
use super::resource_routes::resource_routes;
use super::{ahead, last_month, trial};

/// The routes of a section that can look ahead as well.
pub(super) fn routes() -> Routes {
    let access = Policy::SECTION.access();
    resource_routes::<Policy>()
        .post("/settings/policies/ahead", access, "settings-policies-ahead", ahead::show)
        .get("/settings/policies/trial", access, "settings-policies-trial", trial::show)
        .post("/settings/policies/last-month", access, "settings-policies-last-month", last_month::add)
        .post(
            "/settings/policies/{id}/last-month",
            access,
            "settings-policies-last-month-of",
            last_month::change,
        )
}
