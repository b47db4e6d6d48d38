//! What becomes of replies and letters: the state of the transport that carries them, what failed and why, and the other
//! try that a community manager asks for.

mod health;
mod list;
mod retry;
mod transport;

use jiff::SignedDuration;
use uuid::Uuid;

pub use health::{TransportHealth, errors, transport as transport_health};
pub use list::{DeliveryList, DeliveryQuery, failed, list};
pub use retry::retry;
pub use souffleur_store::Delivery;
pub(crate) use transport::{Gate, Transport};

/// How letters leave this node.
#[derive(Debug, Clone, Copy)]
pub struct DeliveryConfig {
    /// The node, as it names itself in the leases of what it sends: the same after a restart.
    pub node: Uuid,
    /// Whether letters leave the machine; not, where each becomes a file.
    pub sends_mail: bool,
    /// The pause after a first failure; it doubles with each further one.
    pub first_retry: SignedDuration,
}

impl Default for DeliveryConfig {
    fn default() -> Self {
        Self { node: Uuid::nil(), sends_mail: true, first_retry: SignedDuration::from_secs(30) }
    }
}
