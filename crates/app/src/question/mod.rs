//! What staff do with a question, a file a verb.

mod ask_colleague;
mod assign;
mod bulk;
mod case;
mod close;
mod colleagues;
mod confirm_sender;
mod counted;
mod draft;
mod fallback;
mod fill;
mod get;
mod handover;
mod hide;
mod link;
mod list;
mod looking;
mod mention;
mod merge;
mod note;
mod opened;
mod proof;
mod related;
mod reopen;
mod reply;
mod return_draft;
mod same;
mod schedule;
mod send;
mod set_topic;
mod show_on_wall;
mod side_draft;
mod snooze;
mod tag_customer;
mod unread;
mod unsent;
mod wait;

pub use ask_colleague::{ask_colleague, asks, can_be_asked};
pub use assign::{Assign, AssignTo, Assigned, assign};
pub use bulk::{Deed, Done, MOST as MOST_AT_ONCE, bulk};
pub use close::close;
pub use colleagues::{Colleague, colleagues};
pub use confirm_sender::{
    SenderConfirmation, confirm_sender, open_sender_confirmation, send_sender_confirmation,
};
pub(crate) use counted::Counted;
pub use draft::{Drafted, draft, draft_with};
pub(crate) use fallback::fall_back;
pub use fallback::{pass_on, release};
pub use get::{by_number, get};
pub(crate) use handover::ask_for_draft;
pub use hide::hide;
pub use link::{link, unlink};
pub(crate) use list::scope;
pub use list::{ListQuery, MOST_ROWS, Order, count, counts, list};
pub(crate) use looking::Lookers;
pub use looking::{look, lookers};
pub use mention::handle;
pub use merge::{Merged, merge};
pub use note::{Noted, note};
pub use opened::Changed;
pub(crate) use opened::allow;
pub(crate) use opened::sees;
pub use proof::proof_in;
pub(crate) use proof::{shown, shown_beside};
pub use related::related;
pub use reopen::reopen;
pub use reply::{Replied, Reply, reply};
pub use return_draft::return_draft;
pub use same::{
    Also, Group, Joined, LeftOut, NOT_MORE, RelationProblem, SentAlso, WhyNot, alike, follow, groups, leave,
    together,
};
pub(crate) use schedule::let_leave;
pub use schedule::{UNDO, recall, schedule, scheduled};
pub use send::{Leaves, Sent, send};
pub use set_topic::set_topic;
pub use show_on_wall::show_on_wall;
pub use side_draft::draft_beside;
pub use snooze::{snooze, wake};
pub use tag_customer::tag_customer;
pub(crate) use unread::give_back;
pub use unsent::{keep as keep_unsent, unsent};
pub use wait::{resume, wait};
