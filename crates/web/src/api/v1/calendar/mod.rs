//! Calendars, and the days on which they close.

mod close;
mod list;

use souffleur_core::permission::Action;
use utoipa_axum::routes;

use crate::route::{Access, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::ChangeSettings), routes!(list::list_calendars))
        .api(Access::May(Action::ChangeSettings), routes!(close::close_days))
}
