//! The drafting desk: an expert's own questions, each with its draft. Nothing here can reply, and nothing links to what
//! could.

mod ask;
mod asked;
mod away;
mod beside;
mod decline;
mod draft;
mod hand_over;
mod list;
mod load;
mod note;
mod open;
mod page;
mod place;
mod show;
mod whereabouts;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

use crate::question::keep_unsent;

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let may = Access::May;
    Routes::new()
        .get("/desk", may(Action::Draft), "desk", list::show)
        .get("/desk/list", may(Action::Draft), "desk-list", list::refresh)
        .post("/desk/away", may(Action::Draft), "desk-away", away::leave)
        .post("/desk/back", may(Action::Draft), "desk-back", away::come_back)
        .post("/desk/pass-on", may(Action::Assign), "desk-pass-on", away::pass)
        .get("/desk/{id}", may(Action::Draft), "desk-question", show::show)
        .post_files("/desk/{id}/draft", may(Action::Draft), "desk-draft", draft::submit)
        .post("/desk/{id}/unsent", may(Action::Draft), "desk-unsent", keep_unsent)
        .post("/desk/{id}/hand-over", may(Action::Assign), "desk-hand-over", hand_over::submit)
        .post("/desk/{id}/decline", may(Action::Assign), "desk-decline", decline::submit)
        .post("/desk/{id}/ask-colleague", may(Action::AskColleague), "desk-ask-colleague", ask::submit)
        .post("/desk/{id}/beside", may(Action::DraftBeside), "desk-beside", beside::submit)
        .post("/desk/{id}/note", may(Action::Note), "desk-note", note::submit)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<page::DeskPage>().page::<page::DeskList>().page::<page::DeskPane>()
}
