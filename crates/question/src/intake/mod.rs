//! Everything that comes in from customers, through whichever door: one use case for a first question, one for what
//! the customer says later.

mod ask;
mod customer;
mod dedupe;
mod follow_up;
mod incoming;
mod letters;
mod normalise;
mod plan;
mod promised;
mod split;

pub use ask::ask;
pub use follow_up::follow_up;
pub use incoming::{Ask, AskCustomer, Asked, FollowUp, FollowedUp, Format, Thread};
pub use promised::promised_now;
pub use split::split;
