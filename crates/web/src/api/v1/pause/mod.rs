//! Pauses of the house.

mod begin;
mod end;
mod list;

use souffleur_core::permission::Action;
use utoipa_axum::routes;

use crate::route::{Access, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::May(Action::ReadReports), routes!(list::list_house_pauses))
        .api(Access::May(Action::PauseHouse), routes!(begin::begin_house_pause))
        .api(Access::May(Action::PauseHouse), routes!(end::end_house_pause))
}
