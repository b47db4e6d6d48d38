//! What monitoring asks of the store: connections in use, the size of the write-ahead log.

use std::{fs, path::Path};

use sea_orm::DbBackend;

use crate::store::Store;

/// Connections of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolUse {
    /// Open ones that somebody uses.
    pub in_use: u32,
    /// Open ones that nobody uses.
    pub idle: u32,
    /// The most that are opened.
    pub most: u32,
}

impl Store {
    /// The connections that read, and on PostgreSQL write too.
    pub fn pool(&self) -> PoolUse {
        let readers = self.readers();
        let (open, idle, most) = if readers.get_database_backend() == DbBackend::Postgres {
            let pool = readers.get_postgres_connection_pool();
            (pool.size(), pool.num_idle(), pool.options().get_max_connections())
        } else {
            let pool = readers.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle(), pool.options().get_max_connections())
        };
        let idle = u32::try_from(idle).unwrap_or(u32::MAX).min(open);
        PoolUse { in_use: open - idle, idle, most }
    }

    /// The size of the write-ahead log in bytes; none on PostgreSQL, whose server looks after its own.
    pub fn wal_bytes(&self) -> Option<u64> {
        let mut wal = self.file()?.as_os_str().to_owned();
        wal.push("-wal");
        // There is none before the first write.
        Some(fs::metadata(Path::new(&wal)).map_or(0, |wal| wal.len()))
    }
}
