//! Pauses of the house.

mod begin;
mod end;
mod list;

use souffleur_core::permission::Action;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::ReadReports), routes!(list::list_house_pauses))
        .api(Access::May(Action::PauseHouse), routes!(begin::begin_house_pause))
        .api(Access::May(Action::PauseHouse), routes!(end::end_house_pause))
}
