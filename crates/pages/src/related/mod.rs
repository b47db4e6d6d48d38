//! Questions that belong together: those that ask the same and are answered together, those that were asked
//! twice, those that are linked, and messages that become a question of their own. What of it stands on the page of one
//! question is [`crate::pane`]'s.

mod alike;
mod groups;
mod relate;
mod verify;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

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
