//! Steps on one question: replying, assigning, noting, closing. Community managers work here; supervisors read.

mod assign;
mod close;
mod colleague;
mod difference;
mod file;
mod here;
mod hide;
mod note;
mod open;
mod reopen;
mod reply;
mod return_draft;
mod show;
mod show_on_wall;
mod snooze;
mod topic;
mod unsent;
mod wait;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

pub(crate) use colleague::names;
pub(crate) use note::flash_unknown;
pub(crate) use open::refused;
pub(crate) use unsent::submit as keep_unsent;

use crate::pane::{NextPart, PanePart};

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let may = Access::May;
    Routes::new()
        .get("/questions/{id}", may(Action::ReadQuestions), "question", show::show)
        .post_files("/questions/{id}/reply", may(Action::Reply), "question-reply", reply::submit)
        .get("/questions/{id}/files/{hash}", may(Action::ReadQuestions), "question-file", file::show)
        .post("/questions/{id}/unsent", may(Action::Reply), "question-unsent", unsent::submit)
        .post("/questions/{id}/compare", may(Action::Reply), "question-compare", difference::show)
        .post("/questions/{id}/recall", may(Action::Reply), "question-recall", reply::recall)
        .post(
            "/questions/{id}/return",
            may(Action::ReturnDraft),
            "question-return-draft",
            return_draft::submit,
        )
        .post("/questions/{id}/assign", may(Action::Assign), "question-assign", assign::submit)
        .post(
            "/questions/{id}/ask-colleague",
            may(Action::AskColleague),
            "question-ask-colleague",
            colleague::submit,
        )
        .post("/questions/{id}/note", may(Action::Note), "question-note", note::submit)
        .post("/questions/{id}/close", may(Action::ChangeStatus), "question-close", close::submit)
        .post("/questions/{id}/hide", may(Action::ChangeStatus), "question-hide", hide::submit)
        .post(
            "/questions/{id}/show-on-wall",
            may(Action::ChangeStatus),
            "question-show-on-wall",
            show_on_wall::submit,
        )
        .post("/questions/{id}/reopen", may(Action::ChangeStatus), "question-reopen", reopen::submit)
        .post("/questions/{id}/wait", may(Action::ChangeStatus), "question-wait", wait::submit)
        .post("/questions/{id}/resume", may(Action::ChangeStatus), "question-resume", wait::resume)
        .post("/questions/{id}/here", may(Action::ReadQuestions), "question-here", here::submit)
        .post("/questions/{id}/snooze", may(Action::ChangeStatus), "question-snooze", snooze::submit)
        .post("/questions/{id}/wake", may(Action::ChangeStatus), "question-wake", snooze::wake)
        .post("/questions/{id}/tags", may(Action::ChangeStatus), "question-tags", wait::tags)
        .post("/questions/{id}/topic", may(Action::Assign), "question-topic", topic::submit)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<PanePart>()
        .page::<NextPart>()
        .page::<difference::DifferencePart>()
        .page::<difference::DifferencePage>()
}
