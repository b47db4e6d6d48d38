//! What can be told without asking the database: it is told while the database fails, too.

use std::{path::Path, time::Duration};

use jiff::Timestamp;
use souffleur_store::{Metrics, PoolUse};

use crate::{
    App,
    monitor::{Disk, JobHealth},
};

/// The release that runs.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The state of the process and its machine.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The release.
    pub version: &'static str,
    /// When the process started.
    pub started_at: Timestamp,
    /// How long it runs, by the monotonic clock.
    pub uptime: Duration,
    /// Database connections.
    pub pool: PoolUse,
    /// What the store did since the start.
    pub store: Metrics,
    /// The size of SQLite's write-ahead log.
    pub wal_bytes: Option<u64>,
    /// The disk under the data folder, where it can be told.
    pub disk: Option<Disk>,
    /// The background jobs of this node.
    pub jobs: Vec<(&'static str, JobHealth)>,
}

/// Reads the state of the process and its machine.
pub async fn machine(app: &App) -> Machine {
    let store = app.store();
    let (started_at, started) = app.started();
    Machine {
        version: VERSION,
        started_at,
        uptime: app.clock().elapsed().saturating_sub(started),
        pool: store.pool(),
        store: store.metrics(),
        wal_bytes: store.wal_bytes(),
        disk: disk(app).await,
        jobs: app.jobs().all(),
    }
}

/// The disk under the database, or under the attachments where the database is elsewhere.
pub(super) async fn disk(app: &App) -> Option<Disk> {
    let folder = app.store().file().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| app.config().attachments.vault.folder()).to_owned();
    // A network disk that hangs must hold up no worker.
    tokio::task::spawn_blocking(move || space(&folder)).await.ok().flatten()
}

/// The space under a folder, or under the nearest folder above it that exists.
fn space(folder: &Path) -> Option<Disk> {
    let found = folder.ancestors().find_map(|folder| rustix::fs::statvfs(folder).ok())?;
    let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
    Some(Disk { free: bytes(found.f_bavail), size: bytes(found.f_blocks) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_space_under_a_folder_that_is_not_made_yet_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let disk = space(&folder.path().join("not/yet")).unwrap();
        assert!(disk.size > 0 && disk.free <= disk.size);
    }
}
