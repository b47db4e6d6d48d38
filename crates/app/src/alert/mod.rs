//! What people are told of: raised in the transaction of what they are told, shown in the page at once, and said in one
//! letter a person however much happened, when they may be disturbed.

mod choose;
mod digest;
mod list;
mod raise;
mod tell;
mod weekly;

pub use choose::{AlertForm, AlertView, KindForm, choose, chosen};
pub(crate) use choose::{hours, quiet_hours};
pub use digest::plan as plan_digests;
pub(crate) use digest::send as send_digest;
pub use list::{Unseen, is_news, list, seen, unseen};
pub(crate) use raise::{News, mailed_at_once, raise, raise_call};
pub use souffleur_store::{AlertLine, AlertPromise, Seen};
pub(crate) use tell::tell;

#[cfg(test)]
mod tests;
