//! The pages, one folder a place: context, samples and handlers together. A place exports its routes and its
//! templates; the two lists below are all that has to know of it.

mod alerts;
mod answer;
mod answers;
mod delivery;
mod desk;
pub(crate) mod files;
mod flash;
mod hours;
pub mod identity;
mod inbox;
mod preview;
mod public;
mod question;
mod related;
mod report;
mod settings;
mod stage;

use souffleur_render::Catalogue;

pub use answer::{Answer, FieldErrors};
pub use stage::Stage;

use crate::error::{ErrorFragment, ErrorPage};
use crate::route::Routes;

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
        .merge(report::routes())
        .merge(preview::routes())
        .merge(public::routes())
        .merge(settings::routes())
}

/// The templates of every place; the templates test renders all their samples.
pub fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<ErrorPage>()
        .page::<ErrorFragment>()
        .and(answers::catalogue())
        .and(identity::catalogue())
        .and(alerts::catalogue())
        .and(inbox::catalogue())
        .and(question::catalogue())
        .and(related::catalogue())
        .and(delivery::catalogue())
        .and(desk::catalogue())
        .and(report::catalogue())
        .and(preview::catalogue())
        .and(public::catalogue())
        .and(settings::catalogue())
}

/// A path of ours that somebody asked to be sent to; anything that could lead elsewhere is none.
pub(crate) fn local_path(next: &str) -> Option<&str> {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
    (local && next.is_ascii()).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for elsewhere in
            ["", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "inbox"]
        {
            assert_eq!(local_path(elsewhere), None, "{elsewhere}");
        }
        assert_eq!(local_path("/inbox?view=late"), Some("/inbox?view=late"));
    }
}
