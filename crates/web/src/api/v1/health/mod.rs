//! The health of this node, for administrators.

mod show;

use souffleur_core::permission::Action;
use utoipa_axum::routes;

use crate::route::{Access, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::May(Action::ChangeSettings), routes!(show::show_health))
}
