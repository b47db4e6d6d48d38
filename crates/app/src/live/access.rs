//! The end of a stream with the right to it.

use std::future::Future;

use souffleur_core::id::{SessionId, UserId};

use crate::App;
use crate::hub::StreamsEnd;

/// Waits until the streams of a session have to end: it was ended, what its person may do has changed, or this node may
/// have missed something. Ask before anything is read for the stream.
pub fn ended(app: &App, session: SessionId, user: UserId) -> impl Future<Output = ()> + Send + use<> {
    app.hub().ended(session, user)
}

/// Ends all streams of this node; their readers come back at once and show again who they are.
pub fn end_all(app: &App) {
    app.hub().end(StreamsEnd::All);
}

/// Counts up whenever a session was ended, or what somebody may do has changed, on any node: what was remembered of
/// sessions before is to be looked up again.
pub fn access_version(app: &App) -> u64 {
    app.hub().access_version()
}
