//! Waiting for what others committed.

use souffleur_store::Notice;
use tokio::sync::broadcast::error::RecvError;

/// Ends when one of these notices comes, or when some were missed and it might have.
pub(super) async fn noticed(
    notices: &mut tokio::sync::broadcast::Receiver<Notice>,
    wanted: impl Fn(&Notice) -> bool,
) {
    loop {
        match notices.recv().await {
            Ok(notice) if wanted(&notice) => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            // The store is gone; the stop follows.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
