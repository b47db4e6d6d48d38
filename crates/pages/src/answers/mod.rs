//! Answers already given: who keeps them adds and changes them here, who writes is proposed what fits.

mod form;
mod list;
mod proposals;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let (keeps, reads) = (Access::May(Action::KeepAnswers), Access::May(Action::ReadQuestions));
    Routes::new()
        .get("/answers", keeps, "answers", list::show)
        .post("/answers", keeps, "answers-add", form::add)
        .get("/answers/new", keeps, "answers-new", form::blank)
        .get("/answers/{id}", keeps, "answers-edit", form::edit)
        .post("/answers/{id}", keeps, "answers-change", form::change)
        .post("/answers/{id}/used", Access::May(Action::Draft), "answers-used", proposals::used)
        .get("/questions/{id}/answers", reads, "question-answers", proposals::show)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<list::AnswerList>()
        .page::<form::AnswerPage>()
        .page::<proposals::ProposalsPage>()
        .page::<proposals::ProposalsPart>()
}
