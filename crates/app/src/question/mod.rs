//! What staff do with a question, a file a verb.

mod assign;
mod case;
mod close;
mod colleagues;
mod counted;
mod draft;
mod fallback;
mod get;
mod handover;
mod hide;
mod list;
mod note;
mod opened;
mod reopen;
mod reply;
mod return_draft;
mod set_topic;

pub use assign::{Assign, AssignTo, Assigned, assign};
pub use close::close;
pub use colleagues::{Colleague, colleagues};
pub(crate) use counted::Counted;
pub use draft::{Drafted, draft};
pub(crate) use fallback::fall_back;
pub use fallback::release;
pub use get::{by_number, get};
pub(crate) use handover::ask_for_draft;
pub use hide::hide;
pub use list::{ListQuery, MOST_ROWS, Order, counts, list};
pub use note::{Noted, note};
pub use opened::Changed;
pub use reopen::reopen;
pub use reply::{Replied, Reply, reply};
pub use return_draft::return_draft;
pub use set_topic::set_topic;
