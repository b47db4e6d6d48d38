//! The state of the desk that figures were made from.

use jiff::Timestamp;
use souffleur_core::id::EventId;
use souffleur_store::LedgerView;

/// The state of the desk that figures were made from: the newest line of its history.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DataVersion {
    /// That line; none before anything happened.
    pub event: Option<EventId>,
    /// When it was written.
    pub at: Option<Timestamp>,
}

/// The state of the desk that a view shows.
pub(super) fn version(view: &LedgerView) -> DataVersion {
    let event = view.version();
    DataVersion { event: event.map(|event| event.id), at: event.map(|event| event.at) }
}
