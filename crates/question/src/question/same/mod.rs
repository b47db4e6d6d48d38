//! When many ask the same: one of the questions leads, the others follow it. Its expert drafts once, its text is approved
//! once; every customer gets a reply of their own, and every promise is met by its own reply. A question that follows is
//! open, and the one that it follows is open too, or its own reply is about to leave.

mod crowd;
mod join;
mod let_go;
mod propose;
mod send;

pub use crowd::WhyNot;
pub use join::{Joined, NOT_MORE, follow, leave, together};
pub(super) use let_go::part_if_done;
pub use propose::{Group, alike, groups};
pub use send::{Also, LeftOut, SentAlso};
pub(super) use send::{Copied, chosen, send_also};
