//! What monitoring asks of the store: connections in use, the size of the write-ahead log, letters that wait or failed.

use std::{fs, path::Path};

use jiff::Timestamp;
use sea_orm::{
    DbBackend, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::{entity::outbox, error::Error, instant::instant, outbox::waiting, reader::Reader, store::Store};

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

impl Reader {
    /// When the oldest effect that still waits was caused.
    pub async fn outbox_waiting_since(&self) -> Result<Option<Timestamp>, Error> {
        let oldest = waiting().order_by_asc(outbox::COLUMN.created_at);
        let oldest: Option<i64> =
            oldest.select_only().column(outbox::Column::CreatedAt).into_tuple().one(&self.conn()).await?;
        oldest.map(instant).transpose()
    }

    /// How many effects were given up.
    pub async fn outbox_given_up(&self) -> Result<u64, Error> {
        let given_up = outbox::Entity::find().filter(outbox::COLUMN.given_up_at.is_not_null());
        Ok(given_up.count(&self.conn()).await?)
    }
}
