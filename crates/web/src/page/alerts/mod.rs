//! What one is told of: the bell on every page, the list behind it, and the way from an alert to its question.

mod list;
mod news;
mod open;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;

use crate::route::{Access, Routes};

const OWN: Access = Access::May(Action::ChangeOwnProfile);

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/alerts", OWN, "alerts", list::show)
        .get("/alerts/news", OWN, "alerts-news", news::show)
        .post("/alerts/seen", OWN, "alerts-seen", list::seen)
        .get("/alerts/{id}", OWN, "alert", open::show)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<list::Alerts>().page::<news::News>()
}
