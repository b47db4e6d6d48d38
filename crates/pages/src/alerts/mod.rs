//! What one is told of: the bell on every page, the list behind it, and that it was read.

mod list;
mod news;
mod read;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

const OWN: Access = Access::May(Action::ChangeOwnProfile);

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/alerts", OWN, "alerts", list::show)
        .get("/alerts/news", OWN, "alerts-news", news::show)
        .post("/alerts/seen", OWN, "alerts-seen", list::seen)
        .post("/alerts/questions/{id}", OWN, "alerts-read", read::mark)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<list::Alerts>().page::<news::News>()
}
