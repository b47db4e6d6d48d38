#![doc = include_str!("../README.md")]

mod alerts;
mod answers;
mod choices;
mod delivery;
mod desk;
mod due;
mod identity;
mod inbox;
mod inbox_filter;
mod pane;
mod preview;
mod question;
mod related;
mod snooze_time;
mod typed_time;

use souffleur_render::Catalogue;
use souffleur_web::route::Routes;

/// The routes of every place.
pub fn routes() -> Routes {
    Routes::new()
        .merge(answers::routes())
        .merge(identity::routes())
        .merge(alerts::routes())
        .merge(inbox::routes())
        .merge(question::routes())
        .merge(related::routes())
        .merge(delivery::routes())
        .merge(desk::routes())
        .merge(preview::routes())
}

/// The templates of every place; the templates test renders all their samples.
pub fn catalogue() -> Catalogue {
    Catalogue::new()
        .and(answers::catalogue())
        .and(identity::catalogue())
        .and(alerts::catalogue())
        .and(inbox::catalogue())
        .and(question::catalogue())
        .and(related::catalogue())
        .and(delivery::catalogue())
        .and(desk::catalogue())
        .and(preview::catalogue())
}
