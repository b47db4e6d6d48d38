//! Calendars, and the days on which they close.

mod close;
mod list;

use souffleur_core::permission::Action;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::ChangeSettings), routes!(list::list_calendars))
        .api(Access::May(Action::ChangeSettings), routes!(close::close_days))
}
