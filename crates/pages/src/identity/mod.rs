//! Who one is to the desk: signing in and out, invitations, one's own profile, the language of the pages.

mod alert_choices;
mod alerts;
mod invitation;
mod language;
mod profile;
mod sign_in;
mod sign_out;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

const OWN: Access = Access::May(Action::ChangeOwnProfile);

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Access::Public, "sign-in", sign_in::show)
        .post("/sign-in", Access::Public, "sign-in-post", sign_in::submit)
        .post("/sign-out", Access::SignedIn, "sign-out", sign_out::submit)
        .get("/language/{tag}", Access::Public, "language", language::choose)
        .get("/invitation/{token}", Access::Public, "invitation", invitation::show)
        .post("/invitation/{token}", Access::Public, "invitation-accept", invitation::submit)
        .get("/profile", OWN, "profile", profile::show)
        .post("/profile", OWN, "profile-save", profile::save)
        .post("/profile/alerts", OWN, "profile-alerts", alerts::save)
        .post("/profile/password", OWN, "profile-password", profile::change_password)
        .post("/profile/sessions/{id}/end", OWN, "profile-session-end", profile::end_session)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<sign_in::SignIn>().page::<invitation::Invitation>().page::<profile::Profile>()
}
