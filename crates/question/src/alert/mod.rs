//! What people are told of: raised in the transaction of what they are told, shown in the page at once, and said in one
//! letter a person however much happened, when they may be disturbed.

mod digest;
mod list;
mod raise;
mod tell;

pub use digest::{plan as plan_digests, plan_next as plan_next_digest, send as send_digest};
pub use list::{Unseen, is_news, list, seen, unseen};
pub use raise::{AlertRequest, mailed_at_once, notify_assignee, raise};
pub use souffleur_store::{AlertLine, AlertPromise, Seen};
pub use tell::tell;
