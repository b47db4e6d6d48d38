//! A probe of the database: a row is written through the real writer, committed, and read back on another connection.
//!
//! It is what readiness is answered from. A database that can be read but not written, because its disk is full, it is
//! locked, read-only or a replica, fails the probe; so does a commit that did not reach the database.

use std::{
    fs, io,
    sync::{Arc, OnceLock},
    time::Duration,
};

use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _, Statement};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use crate::{entity::probe::Entity, error::Error, outage::Outage, store::Store, tx::Tx};

/// How long a result is given out again before the database is asked anew.
const FRESH: Duration = Duration::from_secs(2);
/// How long a probe may take. Longer than any healthy commit, shorter than a load balancer waits.
const DEADLINE: Duration = Duration::from_millis(1_800);
/// Bounds of PostgreSQL itself, local to the transaction of the probe: they end before the deadline, and say more.
const LIMITS: &str = "SET LOCAL lock_timeout = '1500ms'; SET LOCAL statement_timeout = '1500ms'";

/// Rows of nodes that have not probed for a day. Those that somebody holds are left for later.
const TIDY_SQLITE: &str = "DELETE FROM probe WHERE at < unixepoch() - 86400";
const TIDY_POSTGRES: &str = "DELETE FROM probe WHERE node IN (SELECT node FROM probe
    WHERE at < extract(epoch FROM now())::bigint - 86400 FOR UPDATE SKIP LOCKED)";

/// Counts from what the row holds, so that what an earlier process has left there never passes for what was written.
const WRITE_SQLITE: &str = "INSERT INTO probe (node, value, at) VALUES ($1, 1, unixepoch())
    ON CONFLICT (node) DO UPDATE SET value = probe.value + 1, at = excluded.at RETURNING value";
const WRITE_POSTGRES: &str =
    "INSERT INTO probe (node, value, at) VALUES ($1, 1, extract(epoch FROM now())::bigint)
    ON CONFLICT (node) DO UPDATE SET value = probe.value + 1, at = excluded.at RETURNING value";

/// The last result; the lock makes those who ask at once share one probe.
#[derive(Default)]
pub(crate) struct Probe(Mutex<Option<(Instant, Result<(), Error>)>>);

impl Store {
    /// Writes a row through the real writer and reads it back on another connection: within two seconds, and at most
    /// every two seconds, between which the last result is repeated.
    ///
    /// [`Error::outage`] names what fails: disk full, locked, read-only, a replica, unreachable.
    pub async fn probe(&self) -> Result<(), Error> {
        let mut last = self.last_probe().0.lock().await;
        if let Some((at, result)) = &*last
            && at.elapsed() < FRESH
        {
            return result.clone();
        }
        let result = self.probe_now(last.is_none()).await;
        *last = Some((Instant::now(), result.clone()));
        result
    }

    async fn probe_now(&self, first: bool) -> Result<(), Error> {
        let late = |_| {
            // On SQLite everything waits for one writer; PostgreSQL itself ends a wait for a lock before this.
            let outage = if self.read().is_postgres() { Outage::Unreachable } else { Outage::Locked };
            Error::unavailable(outage, Arc::new(io::Error::from(io::ErrorKind::TimedOut)))
        };
        timeout(DEADLINE, self.write_and_read(first)).await.map_err(late).flatten()
    }

    async fn write_and_read(&self, first: bool) -> Result<(), Error> {
        if self.read().is_postgres() {
            self.refuse_replica().await?;
        }
        let mut tx = self.begin().await?;
        let value = tx.write_probe(first).await?;
        tx.commit().await?;
        let found = Entity::find_by_id(node()).one(&self.read().conn()).await?;
        match found {
            Some(row) if row.value == value => Ok(()),
            found => Err(Error::Inconsistent {
                what: "probe",
                id: node().to_owned(),
                why: format!("{value} was committed, and {:?} is there", found.map(|row| row.value)),
            }),
        }
    }

    async fn refuse_replica(&self) -> Result<(), Error> {
        let ask = Statement::from_string(DbBackend::Postgres, "SELECT pg_is_in_recovery() AS replica");
        let row = self.read().conn().query_one_raw(ask).await?;
        match row.map(|row| row.try_get("", "replica")).transpose()? {
            Some(true) => Err(Error::unavailable(
                Outage::Replica,
                Arc::new(io::Error::from(io::ErrorKind::ReadOnlyFilesystem)),
            )),
            _ => Ok(()),
        }
    }
}

impl Tx {
    /// Counts up the row of this node, and says what it holds now.
    async fn write_probe(&mut self, first: bool) -> Result<i64, Error> {
        let (tidy, write) = if self.is_postgres() {
            self.conn().execute_unprepared(LIMITS).await?;
            (TIDY_POSTGRES, WRITE_POSTGRES)
        } else {
            (TIDY_SQLITE, WRITE_SQLITE)
        };
        if first {
            self.conn().execute_unprepared(tidy).await?;
        }
        let backend = self.conn().get_database_backend();
        let write = Statement::from_sql_and_values(backend, write, [node().into()]);
        let row = self.conn().query_one_raw(write).await?.ok_or(Error::Missing("probe"))?;
        Ok(row.try_get("", "value")?)
    }
}

/// The key of this node: no two nodes that live at once share one, so that none waits for another's row.
fn node() -> &'static str {
    static NODE: OnceLock<String> = OnceLock::new();
    NODE.get_or_init(|| {
        let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        format!("{}:{}", host.trim(), std::process::id())
    })
}
