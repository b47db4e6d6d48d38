//! A database of one's own, and ids and instants that repeat themselves.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbErr};
use souffleur_core::Id;
use souffleur_store::{Database, Store, Tx};
use souffleur_tests::harness::postgres::Cluster;
use tempfile::TempDir;
use uuid::Uuid;

/// One desk's database, migrated.
pub(crate) struct World {
    pub(crate) database: Database,
    pub(crate) store: Store,
    ids: AtomicU64,
    _directory: Option<TempDir>,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = Database::parse(None, directory.path()).unwrap();
        Self::open(database, Some(directory)).await
    }

    pub(crate) async fn postgres() -> Self {
        Self::postgres_on(Cluster::shared()).await
    }

    pub(crate) async fn postgres_on(cluster: &Cluster) -> Self {
        let database = Database::parse(Some(&cluster.fresh_database()), ".".as_ref()).unwrap();
        Self::open(database, None).await
    }

    async fn open(database: Database, directory: Option<TempDir>) -> Self {
        let store = Store::open(&database).await.unwrap();
        store.migrate().await.unwrap();
        Self { database, store, ids: AtomicU64::new(1), _directory: directory }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// An id that no other thing of this world has; later ones are greater.
    pub(crate) fn id<K>(&self) -> Id<K> {
        let next = self.ids.fetch_add(1, Ordering::Relaxed);
        Id::new(Uuid::from_u128(0x0193_5000_0000_7000_8000_0000_0000_0000 + u128::from(next)))
    }

    pub(crate) async fn begin(&self) -> Tx {
        self.store.begin().await.unwrap()
    }

    /// The database itself, behind the store's back.
    pub(crate) async fn behind(&self) -> DatabaseConnection {
        let url = match &self.database {
            Database::Sqlite(path) => format!("sqlite:{}", path.display()),
            Database::Postgres(url) => url.clone(),
        };
        let mut options = sea_orm::ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        sea_orm::Database::connect(options).await.unwrap()
    }

    /// Runs SQL behind the store's back.
    pub(crate) async fn meddle(&self, sql: &str) -> Result<u64, DbErr> {
        let connection = self.behind().await;
        let done = connection.execute_unprepared(sql).await.map(|done| done.rows_affected());
        connection.close().await?;
        done
    }
}

/// A Monday morning, and so many minutes later.
pub(crate) fn at(minutes: i64) -> Timestamp {
    let monday: Timestamp = "2026-11-23T08:00:00.123Z".parse().unwrap();
    monday + SignedDuration::from_mins(minutes)
}

/// A text of any kind.
pub(crate) fn text<T: TryFrom<String>>(raw: &str) -> T
where
    T::Error: std::fmt::Debug,
{
    T::try_from(raw.to_owned()).unwrap()
}
