//! Everything that comes in from customers, through whichever door: one use case for a first question, one for what
//! the customer says later.

mod ask;
mod customer;
mod dedupe;
mod follow_up;
mod incoming;
mod letters;
mod normalise;

pub use ask::ask;
pub use follow_up::follow_up;
pub(crate) use ask::requested;
pub(crate) use letters::EXCERPT;
pub use incoming::{Ask, AskCustomer, Asked, FollowUp, FollowedUp, Format, Thread};
