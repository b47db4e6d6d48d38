//! The community managers' inbox, which supervisors read too: every question by when it is due, the one that is open
//! beside the list.

mod filter;
mod found;
mod list;
mod load;
mod page;
mod row;
mod show;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;

pub(crate) use filter::{Filter, question_path};
pub(crate) use found::Results;
pub(crate) use load::{Listing, topics};
pub(crate) use page::{Choice, Chosen, InboxPage, List, Opened, Tab};
pub(crate) use row::{Due, Row};

use crate::route::{Access, Routes};

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let reads = Access::May(Action::ReadQuestions);
    Routes::new().get("/inbox", reads, "inbox", show::show).get(
        "/inbox/list",
        reads,
        "inbox-list",
        list::refresh,
    )
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<InboxPage>().page::<Opened>().page::<page::ListPart>()
}
