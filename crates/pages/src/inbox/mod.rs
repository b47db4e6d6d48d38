//! The community managers' inbox, which supervisors read too: every question by when it is due, the one that is open
//! beside the list.

mod bulk;
mod drafting;
mod found;
mod keep;
mod kept;
mod list;
mod load;
mod page;
mod row;
mod show;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

pub(crate) use drafting::{AskRow, Away};
pub(crate) use found::Results;
pub(crate) use list::open_beside;
pub(crate) use load::{Listing, next};
pub(crate) use page::{Chosen, InboxPage, List, Tab};
pub(crate) use row::Row;

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let reads = Access::May(Action::ReadQuestions);
    Routes::new()
        .get("/inbox", reads, "inbox", show::show)
        .get("/inbox/list", reads, "inbox-list", list::refresh)
        .post("/inbox/bulk", Access::May(Action::ChangeStatus), "inbox-bulk", bulk::submit)
        .post("/inbox/views", reads, "inbox-keep", keep::save)
        .post("/inbox/views/{id}/remove", reads, "inbox-unkeep", keep::remove)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<InboxPage>().page::<page::ListPart>()
}
