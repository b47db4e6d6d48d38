//! What becomes of replies and letters: what failed and why, and the other try that a community manager asks for.

mod list;
mod retry;

pub use list::{DeliveryList, DeliveryQuery, failed, list};
pub use retry::retry;
pub use souffleur_store::Delivery;
