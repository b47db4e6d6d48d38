//! What became of replies and letters: the list, and another try by hand.

mod list;
mod retry;
mod row;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

pub(crate) use row::DeliveryRow;

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let sends = Access::May(Action::Reply);
    Routes::new().get("/deliveries", sends, "deliveries", list::show).post(
        "/deliveries/{id}/retry",
        sends,
        "deliveries-retry",
        retry::submit,
    )
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<list::DeliveriesPage>()
}
