//! The JSON API, version 1: its calls, one folder a noun and one file a verb, and the document that describes them.

mod calendar;
mod delivery;
mod health;
mod openapi;
mod pause;
mod question;
mod report;
mod session;
mod shape;

pub(crate) use shape::Refusals;

use crate::route::{Access, Routes};

/// The routes of the API.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .merge(session::routes())
        .merge(question::routes())
        .merge(report::routes())
        .merge(pause::routes())
        .merge(calendar::routes())
        .merge(delivery::routes())
        .merge(health::routes())
        .get("/api/v1/openapi.json", Access::Public, "openapi", openapi::document)
}
