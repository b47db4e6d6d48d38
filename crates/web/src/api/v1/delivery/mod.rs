//! What became of replies and letters.

mod list;
mod retry;

use souffleur_core::permission::Action;
use utoipa_axum::routes;

use crate::route::{Access, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::Reply), routes!(list::list_deliveries))
        .api(Access::May(Action::Reply), routes!(retry::retry_delivery))
}
