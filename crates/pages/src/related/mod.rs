//! Questions that belong together: those that ask the same and are answered together, those that were asked
//! twice, those that are linked, and messages that become a question of their own. What of it stands on the page of one
//! question is [`Around`].

mod alike;
mod around;
mod groups;
mod relate;
mod verify;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

pub(crate) use around::{Around, also};

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let may = Access::May(Action::Relate);
    Routes::new()
        .get("/inbox/same", may, "inbox-same", groups::show)
        .get("/questions/{id}/same", may, "question-same", alike::show)
        .post("/questions/{id}/relate", may, "question-relate", relate::submit)
        .post("/questions/{id}/leave", may, "question-leave", relate::leave)
        .post("/questions/{id}/unlink", may, "question-unlink", relate::unlink)
        .post("/questions/{id}/split", may, "question-split", relate::split)
        .post("/questions/{id}/verify", may, "question-verify", verify::submit)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<alike::AlikePart>()
        .page::<alike::AlikePage>()
        .page::<groups::GroupsPart>()
        .page::<groups::GroupsPage>()
}

/// A question's number as people type it: `1042`, `#1042`; none, where it is something else.
fn number(typed: &str) -> Result<i64, souffleur_app::Error> {
    let digits = typed.trim().trim_start_matches('#').trim();
    digits.parse().map_err(|_| souffleur_app::Error::invalid("number", souffleur_app::Problem::Unknown))
}
