//! Questions that belong together: those that ask the same and are answered together, those that were asked twice, those
//! that are linked, and messages that become a question of their own.

mod around;
mod link;
mod merge;
mod other;
mod same;
mod split;
mod together;

use souffleur_core::permission::Action;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let may = Access::May(Action::Relate);
    Routes::new()
        .api(Access::May(Action::ReadQuestions), routes!(around::get_related))
        .api(may, routes!(same::list_same))
        .api(may, routes!(together::answer_together))
        .api(may, routes!(together::follow))
        .api(may, routes!(together::leave))
        .api(may, routes!(merge::merge))
        .api(may, routes!(link::link))
        .api(may, routes!(link::unlink))
        .api(may, routes!(split::split))
}
