//! The whole table of routes and all templates of pages, put together from the crates that have them.

use souffleur_render::Catalogue;
use souffleur_web::route::Routes;

/// Every route of the desk.
pub fn all() -> Routes {
    souffleur_pages::routes()
        .merge(souffleur_pages_public::routes())
        .merge(souffleur_pages_report::routes())
        .merge(souffleur_pages_settings::routes())
        .merge(souffleur_api::routes())
        .merge(souffleur_web::routes())
}

/// The templates of every page.
pub fn catalogue() -> Catalogue {
    souffleur_web::catalogue()
        .and(souffleur_pages::catalogue())
        .and(souffleur_pages_public::catalogue())
        .and(souffleur_pages_report::catalogue())
        .and(souffleur_pages_settings::catalogue())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use souffleur_web::access::{Access, Admission};

    use super::*;

    #[test]
    fn the_table_is_sound_and_becomes_a_router() {
        let routes = all();
        assert_eq!(routes.duplicate().map(ToString::to_string), None);
        assert!(routes.table().len() > 20);
        // Panics where two paths contradict each other.
        drop(routes.into_router());
    }

    #[test]
    fn what_changes_something_is_never_public_but_for_the_front_doors() {
        let doors = [
            "POST /sign-in",
            "POST /invitation/{token}",
            "POST /ask",
            "POST /q/{token}/messages",
            // Whoever holds the mailed link proves with it that the address is theirs.
            "POST /verify/{token}",
            "POST /api/v1/session",
            "POST /api/v1/session/refresh",
            "POST /api/v1/questions",
            // The same door as `/q/{token}/messages`, for programs: the token of the link is what opens it.
            "POST /api/v1/threads/{token}/messages",
        ];
        // Changes nothing: it is no GET because what somebody is writing belongs into no address and no log.
        let reads = ["POST /faq/like"];
        for row in all().table() {
            let name = row.to_string();
            let writes = row.method != "GET" && !reads.contains(&name.as_str());
            let open = writes && row.access == Access::Public;
            assert!(!open || doors.contains(&name.as_str()), "{row} is open to everybody");
        }
    }

    #[test]
    fn only_handlers_that_show_the_form_again_get_one_without_a_token() {
        let routes = all();
        let forms = routes.table().iter().filter(|row| row.is_customers_form()).map(ToString::to_string);
        assert_eq!(forms.collect::<Vec<_>>(), ["POST /ask", "POST /q/{token}/messages"]);
    }

    #[test]
    fn no_two_types_share_the_name_of_a_schema() {
        assert_eq!(all().schema_collisions(), &BTreeSet::new());
    }

    #[test]
    fn every_form_of_strangers_that_brings_files_is_counted() {
        let routes = all();
        let free = routes.table().iter().filter(|row| row.files && row.access == Access::Public);
        let free: Vec<_> =
            free.filter(|row| row.admission == Admission::Free).map(ToString::to_string).collect();
        assert_eq!(free, Vec::<String>::new());
        let counted = routes.table().iter().filter(|row| row.admission != Admission::Free);
        assert_eq!(counted.count(), 4);
    }
}
