//! Which database, and how each kind is opened.

use std::{
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};

use sea_orm::{
    ConnectOptions, DatabaseConnection,
    sqlx::{self, Connection as _, SqliteConnection},
};

use crate::error::Error;

/// Where the desk keeps everything.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file of its own: the embedded default, for one node.
    Sqlite(PathBuf),
    /// A PostgreSQL database by its URL, which may name several servers, for one node or many.
    Postgres(String),
}

/// The file of the embedded database in a data directory.
const FILE: &str = "souffleur.sqlite3";
/// How long a writer waits for another process, such as a command beside the running desk, and a request for a connection.
pub(crate) const BUSY: Duration = Duration::from_secs(5);
/// How every connection to SQLite is set up.
pub(crate) const PRAGMAS: [(&str, &str); 5] = [
    ("foreign_keys", "ON"),
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    // A page that is written again and again is copied from the log into the file once.
    ("wal_autocheckpoint", "4000"),
    // What a savepoint may have to undo is kept in memory, not in a file beside the database.
    ("temp_store", "MEMORY"),
];
/// Connections that only read; more than cores is of no use to SQLite.
const READERS: u32 = 4;

impl Database {
    /// Reads an address; without one, the embedded database in `data_dir`.
    pub fn parse(url: Option<&str>, data_dir: &Path) -> Result<Self, Error> {
        let Some(url) = url.map(str::trim).filter(|url| !url.is_empty()) else {
            return Ok(Self::Sqlite(data_dir.join(FILE)));
        };
        if let Some(rest) = url.strip_prefix("postgresql://").or_else(|| url.strip_prefix("postgres://")) {
            return Ok(Self::Postgres(format!("postgres://{rest}")));
        }
        let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url);
        if path.is_empty() || path.contains("://") || path == ":memory:" {
            return Err(Error::Address(url.to_owned()));
        }
        Ok(Self::Sqlite(path.into()))
    }

    /// The one connection that writes to SQLite.
    pub(crate) async fn connect_writer(path: &Path) -> Result<DatabaseConnection, Error> {
        connect(sqlite(path, 1, Access::Create), || path.display().to_string()).await
    }

    /// Another connection that writes. It never makes a file: a running desk whose file is gone must not go on with an
    /// empty one.
    pub(crate) async fn reconnect_writer(path: &Path) -> Result<DatabaseConnection, Error> {
        connect(sqlite(path, 1, Access::Write), || path.display().to_string()).await
    }

    /// The connections that read from SQLite.
    pub(crate) async fn connect_readers(path: &Path) -> Result<DatabaseConnection, Error> {
        connect(sqlite(path, READERS, Access::Read), || path.display().to_string()).await
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
    Create,
}

/// Whether a connection is in no transaction once all that was sent to it is done. One whose ROLLBACK has failed would show
/// whoever gets it next an old state of the database for ever, so it is closed.
async fn is_clean(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

fn common(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).record_stmt_in_spans(false);
    options
}

fn sqlite(path: &Path, connections: u32, access: Access) -> ConnectOptions {
    let path = path.to_owned();
    let mut options = common("sqlite:souffleur");
    options
        .max_connections(connections)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_clean(connection))))
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .filename(&path)
                .create_if_missing(access == Access::Create)
                .busy_timeout(BUSY)
                .statement_cache_capacity(256);
            let sqlite = PRAGMAS.iter().fold(sqlite, |sqlite, (name, value)| sqlite.pragma(*name, *value));
            // A read-only connection can't make the shared-memory file it needs, one that refuses to write can.
            if access == Access::Read { sqlite.pragma("query_only", "ON") } else { sqlite }
        });
    options
}

async fn connect(
    options: ConnectOptions,
    name: impl FnOnce() -> String,
) -> Result<DatabaseConnection, Error> {
    let connected = sea_orm::Database::connect(options).await;
    connected.map_err(|source| Error::Unreachable { database: name(), source })
}

pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

impl fmt::Display for Database {
    /// The address as it may be logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Database({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_understood_or_refused() {
        let parse = |url| Database::parse(url, Path::new("data"));
        assert_eq!(parse(None).unwrap(), Database::Sqlite("data/souffleur.sqlite3".into()));
        assert_eq!(parse(Some("sqlite:desk.db")).unwrap(), Database::Sqlite("desk.db".into()));
        assert_eq!(parse(Some("/var/desk.db")).unwrap(), Database::Sqlite("/var/desk.db".into()));
        assert_eq!(parse(Some("postgresql://h/d")).unwrap(), Database::Postgres("postgres://h/d".into()));
        assert!(parse(Some("mysql://h/d")).is_err());
        assert!(parse(Some("sqlite::memory:")).is_err(), "nothing acknowledged may be lost");
    }

    #[test]
    fn a_password_is_never_shown() {
        let database = Database::Postgres("postgres://desk:se@cret@db.example/desk".into());
        assert_eq!(format!("{database:?}"), "Database(postgres://desk@db.example/desk)");
    }
}
