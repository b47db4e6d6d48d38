//! Opening a database, bringing its schema up to date, and handing out readers and transactions.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
};

use sea_orm::{
    AccessMode, ConnectionTrait as _, DatabaseConnection, DbBackend, DbErr, IsolationLevel,
    SqlxPostgresConnector, TransactionTrait as _,
    sea_query::{Order, Query},
};
use sea_orm_migration::{MigratorTrait as _, SchemaManager};
use souffleur_migrations::Migrator;
use tokio::sync::broadcast;

use crate::{
    append::Appender,
    conn::Counters,
    database::Database,
    error::Error,
    highwater::HighWater,
    listen::Listener,
    notice::Notice,
    postgres::{Pools, PostgresOptions, Servers},
    probe::Probe,
    reader::{Reader, Source},
    tx::Tx,
    writer::Writer,
};

/// Notices kept for a listener that is slow; one that falls behind is told so.
const NOTICES: usize = 1024;
/// The table in which sea-orm keeps the steps that were applied.
pub(crate) const STEPS: &str = "seaql_migrations";
/// Any number that nothing else on the server locks: "souffle" in ASCII.
const MIGRATION_LOCK: i64 = 0x0073_6f75_6666_6c65;

/// What is read in one snapshot, such as the report of a year, may take longer than what a page asks; work between two
/// statements of it holds no lock.
const LONG_READ: &str =
    "SET LOCAL statement_timeout = '5min'; SET LOCAL idle_in_transaction_session_timeout = '5min'";

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    /// Whether this one takes the connections that no request can take.
    reserved: bool,
}

struct Inner {
    readers: DatabaseConnection,
    /// Connections that are kept for jobs and the readiness check; SQLite, whose connections wait for nobody, needs none.
    reserve: Option<DatabaseConnection>,
    writing: Writing,
    notices: broadcast::Sender<Notice>,
    counters: Arc<Counters>,
    file: Option<PathBuf>,
    probe: Probe,
}

/// How transactions are made.
enum Writing {
    /// In turns on one connection.
    Grouped { writer: Arc<Writer>, appender: Arc<Appender> },
    /// By the database; the listener lives as long as the store.
    Pooled(#[expect(dead_code, reason = "kept for its drop")] Listener),
}

/// What the store did since it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metrics {
    /// Statements sent, whoever asked.
    pub statements: u64,
    /// Transactions kept.
    pub transactions: u64,
    /// COMMITs that kept them: fewer, where several shared one.
    pub commits: u64,
    /// Transactions that the database refused to keep.
    pub write_failures: u64,
}

impl Store {
    /// Connects; refuses a database that a newer release has migrated.
    pub async fn open(database: &Database) -> Result<Self, Error> {
        Self::open_with(database, &PostgresOptions::default()).await
    }

    /// The same with sizes and time limits of one's choice, where the database is PostgreSQL.
    pub async fn open_with(database: &Database, options: &PostgresOptions) -> Result<Self, Error> {
        let counters = Arc::<Counters>::default();
        let (notices, _) = broadcast::channel(NOTICES);
        let (readers, reserve, writing) = match database {
            Database::Sqlite(path) => {
                // The writer first: it makes the file that the readers find.
                let writer = Writer::open(path, Arc::clone(&counters), notices.clone()).await?;
                let appender = Appender::open(path, Arc::clone(&writer))?;
                drop(counters.highwater.set(HighWater::open(path)?));
                (Database::connect_readers(path).await?, None, Writing::Grouped { writer, appender })
            }
            Database::Postgres(url) => {
                let pools = Pools::open(Servers::parse(url, options)?, options).await?;
                let of = SqlxPostgresConnector::from_sqlx_postgres_pool;
                let (main, reserve) = (of(pools.main.clone()), of(pools.reserve.clone()));
                let listener = Listener::start(pools, notices.clone()).await?;
                (main, Some(reserve), Writing::Pooled(listener))
            }
        };
        let file = match database {
            Database::Sqlite(path) => Some(path.clone()),
            Database::Postgres(_) => None,
        };
        let probe = Probe::default();
        let store = Self {
            inner: Arc::new(Inner { readers, reserve, writing, notices, counters, file, probe }),
            reserved: false,
        };
        store.refuse_newer_schema().await?;
        Ok(store)
    }

    /// The same store by the connections that are kept for jobs and the readiness check: they work while every other one
    /// waits for something.
    #[must_use]
    pub fn reserved(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), reserved: true }
    }

    fn connections(&self) -> &DatabaseConnection {
        let Inner { readers, reserve, .. } = &*self.inner;
        reserve.as_ref().filter(|_| self.reserved).unwrap_or(readers)
    }

    /// Applies the steps that are missing and says how many there were; two nodes that start at once don't collide.
    pub async fn migrate(&self) -> Result<u32, Error> {
        let before = self.pending().await?;
        if before == 0 {
            return Ok(0);
        }
        match &self.inner.writing {
            Writing::Grouped { writer, .. } => writer.alone(migrate).await?,
            Writing::Pooled(_) => migrate(&self.inner.readers).await?,
        }
        Ok(before)
    }

    /// Whether there is nothing to migrate.
    pub async fn schema_is_current(&self) -> Result<bool, Error> {
        Ok(self.pending().await? == 0)
    }

    /// Starts a transaction. Prepare everything before: on SQLite the others wait for this one, and a task that
    /// begins a second one before it has ended the first waits for ever.
    pub async fn begin(&self) -> Result<Tx, Error> {
        let begun = self.begin_write().await;
        if begun.is_err() {
            self.inner.counters.write_failures.fetch_add(1, Ordering::Relaxed);
        }
        begun
    }

    async fn begin_write(&self) -> Result<Tx, Error> {
        let source = match &self.inner.writing {
            Writing::Grouped { writer, .. } => Source::Member(writer.begin().await?),
            Writing::Pooled(_) => Source::Transaction(self.connections().begin().await?),
        };
        Ok(self.transaction(source))
    }

    /// Starts a transaction that only adds rows, beside others that do so too: on SQLite nobody waits for it, and what
    /// it writes is sent at its end. What is wrong with a row is said then, and a question asked in it fails.
    ///
    /// Its commit can fail with [`Conflict::Number`](crate::Conflict::Number) through no fault of its own: somebody
    /// before it in line has failed. Try again.
    pub async fn append(&self) -> Result<Tx, Error> {
        match &self.inner.writing {
            Writing::Grouped { appender, .. } => Ok(self.transaction(Source::Append(appender.begin()))),
            Writing::Pooled(_) => self.begin().await,
        }
    }

    fn transaction(&self, source: Source) -> Tx {
        Tx::new(Reader::new(source, Arc::clone(&self.inner.counters)))
    }

    /// A reader. Each of its questions sees what is committed by then.
    pub fn read(&self) -> Reader {
        Reader::new(Source::Pool(self.connections().clone()), Arc::clone(&self.inner.counters))
    }

    /// A reader whose questions all see the same instant.
    pub(crate) async fn snapshot(&self) -> Result<Reader, Error> {
        let readers = self.connections();
        let transaction = match readers.get_database_backend() {
            DbBackend::Postgres => {
                let (same, only) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
                let transaction = readers.begin_with_config(same, only).await?;
                transaction.execute_unprepared(LONG_READ).await?;
                transaction
            }
            // What its first question sees, SQLite shows until the end.
            _ => readers.begin().await?,
        };
        Ok(Reader::new(Source::Transaction(transaction), Arc::clone(&self.inner.counters)))
    }

    /// Listens to what is committed from now on, on this node and the others.
    pub fn subscribe(&self) -> broadcast::Receiver<Notice> {
        self.inner.notices.subscribe()
    }

    /// What the store did since it was opened.
    pub fn metrics(&self) -> Metrics {
        let Counters { statements, transactions, commits, write_failures, .. } = &*self.inner.counters;
        Metrics {
            statements: statements.load(Ordering::Relaxed),
            transactions: transactions.load(Ordering::Relaxed),
            commits: commits.load(Ordering::Relaxed),
            write_failures: write_failures.load(Ordering::Relaxed),
        }
    }

    /// The file of the embedded database.
    pub fn file(&self) -> Option<&Path> {
        self.inner.file.as_deref()
    }

    /// The connections that read.
    pub(crate) fn readers(&self) -> &DatabaseConnection {
        &self.inner.readers
    }

    /// What is remembered of the last probe.
    pub(crate) fn last_probe(&self) -> &Probe {
        &self.inner.probe
    }

    /// Whether several nodes can work on this database.
    pub fn is_shared(&self) -> bool {
        matches!(self.inner.writing, Writing::Pooled(_))
    }

    /// Acknowledged changes that are gone from the embedded database, by its high-water mark.
    pub fn changes_gone(&self) -> u64 {
        self.inner.counters.highwater.get().map_or(0, HighWater::gone)
    }

    async fn refuse_newer_schema(&self) -> Result<(), Error> {
        let known = Migrator::migrations();
        let applied = self.applied().await?;
        match applied.into_iter().find(|step| known.iter().all(|known| known.name() != step)) {
            Some(step) => Err(Error::Schema { step }),
            None => Ok(()),
        }
    }

    async fn pending(&self) -> Result<u32, Error> {
        let applied = self.applied().await?;
        let missing = Migrator::migrations()
            .iter()
            .filter(|step| !applied.iter().any(|done| done == step.name()))
            .count();
        Ok(u32::try_from(missing).unwrap_or(u32::MAX))
    }

    /// The steps that the database remembers; read without making anything.
    async fn applied(&self) -> Result<Vec<String>, Error> {
        let readers = self.connections();
        if !SchemaManager::new(readers).has_table(STEPS).await? {
            return Ok(Vec::new());
        }
        let versions = Query::select().column("version").from(STEPS).order_by("version", Order::Asc).take();
        let rows = readers.query_all(&versions).await?;
        Ok(rows.iter().map(|row| row.try_get("", "version")).collect::<Result<_, _>>()?)
    }
}

/// All missing steps in one transaction. A second node waits for the lock and then finds nothing to do.
pub(crate) async fn migrate(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let transaction = connection.begin().await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0").await?;
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Migrator::up(&transaction, None).await?;
    transaction.commit().await
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}
