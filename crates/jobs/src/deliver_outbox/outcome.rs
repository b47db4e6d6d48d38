//! What became of effects.

use souffleur_channels::email::SendError;
use souffleur_store::OutboxItem;

/// What became of the effects of one pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Taken over by the other side.
    pub sent: usize,
    /// To be tried again, for a reason of their own.
    pub retried: usize,
    /// Not to be tried again by themselves.
    pub given_up: usize,
    /// Held back, for the transport does not work.
    pub held: usize,
}

impl Delivered {
    /// How many effects the pass brought further.
    pub const fn all(self) -> usize {
        self.sent + self.retried + self.given_up
    }
}

/// What became of one effect; no result where the transport stopped working before its turn.
pub(super) struct Outcome {
    pub(super) item: OutboxItem,
    pub(super) result: Option<Result<String, SendError>>,
}
