//! Connections to PostgreSQL: the servers that the address names, the time limits that every connection is opened with,
//! and the pools.
//!
//! sqlx takes one host, so the list is ours: the first server that takes writes is used, and after a connection was lost
//! the list is walked again. The pools are told of the new server; their old connections die with the old one.

use std::{sync::Arc, time::Duration};

use sea_orm::sqlx::{
    self, ConnectOptions as _, Connection as _, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::time::{Instant, timeout};

use crate::{
    database::{BUSY, without_password},
    error::Error,
};

/// The most one server may take to answer a first connection.
const CONNECT: Duration = Duration::from_secs(3);
/// An idle connection is tried out before it is used again after this long.
const IDLE: Duration = Duration::from_secs(15);
/// The most an idle connection may take to show that it is alive.
const PING: Duration = Duration::from_secs(3);

/// Sizes and time limits of a node's connections to PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostgresOptions {
    /// Connections that answer requests.
    pub connections: u32,
    /// Connections kept for jobs and the readiness check, which no request can take.
    pub reserved: u32,
    /// The most a statement waits for a lock.
    pub lock_timeout: Duration,
    /// The most a statement takes.
    pub statement_timeout: Duration,
    /// The most a transaction does nothing, as one does whose node is paused; the server then ends it.
    pub idle_transaction_timeout: Duration,
    /// Silence after which the server asks whether a node is still there.
    pub keepalive: Duration,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            connections: 16,
            reserved: 4,
            lock_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_mins(1),
            idle_transaction_timeout: Duration::from_secs(10),
            keepalive: Duration::from_secs(15),
        }
    }
}

impl PostgresOptions {
    /// The settings of the server that a connection asks for when it is opened.
    fn server_settings(&self) -> [(&'static str, String); 7] {
        let millis = |time: Duration| time.as_millis().to_string();
        let seconds = |time: Duration| time.as_secs().max(1).to_string();
        [
            ("lock_timeout", millis(self.lock_timeout)),
            ("statement_timeout", millis(self.statement_timeout)),
            ("idle_in_transaction_session_timeout", millis(self.idle_transaction_timeout)),
            ("tcp_keepalives_idle", seconds(self.keepalive)),
            ("tcp_keepalives_interval", "5".to_owned()),
            ("tcp_keepalives_count", "3".to_owned()),
            ("tcp_user_timeout", millis(self.keepalive * 2)),
        ]
    }
}

/// The servers of a database, and how each is connected to.
#[derive(Clone)]
pub(crate) struct Servers {
    each: Vec<PgConnectOptions>,
    shown: String,
}

impl Servers {
    /// Reads an address: `postgres://user:password@one:5432,two:5432/database`.
    pub(crate) fn parse(url: &str, options: &PostgresOptions) -> Result<Self, Error> {
        let shown = without_password(url);
        let read = |one: &String| {
            let parsed = one.parse::<PgConnectOptions>().map_err(|_| Error::Address(shown.clone()))?;
            let parsed = parsed.application_name("souffleur").options(options.server_settings());
            Ok(parsed.disable_statement_logging())
        };
        let each = addresses(url).iter().map(read).collect::<Result<_, Error>>()?;
        Ok(Self { each, shown })
    }

    /// The first server that takes writes: not down, and not a replica.
    pub(crate) async fn writable(&self) -> Result<PgConnectOptions, sqlx::Error> {
        let mut failed = sqlx::Error::PoolTimedOut;
        for server in &self.each {
            match timeout(CONNECT, is_writable(server)).await {
                Ok(Ok(true)) => return Ok(server.clone()),
                Ok(Ok(false)) => {
                    failed = sqlx::Error::Configuration("the server is a read-only replica".into());
                }
                Ok(Err(error)) => failed = error,
                Err(_) => failed = sqlx::Error::PoolTimedOut,
            }
        }
        Err(failed)
    }

    /// What the driver said, with the address as it may be logged.
    pub(crate) fn unreachable(&self, error: sqlx::Error) -> Error {
        let source = sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into()));
        Error::Unreachable { database: self.shown.clone(), source }
    }
}

async fn is_writable(server: &PgConnectOptions) -> Result<bool, sqlx::Error> {
    let mut connection = PgConnection::connect_with(server).await?;
    let asked = sqlx::query_scalar::<_, bool>("SELECT pg_is_in_recovery()").fetch_one(&mut connection).await;
    // The answer is known; a connection that can't be closed in order is of no use to anybody.
    drop(connection.close().await);
    asked.map(|is_replica| !is_replica)
}

/// One address for each host.
fn addresses(url: &str) -> Vec<String> {
    let Some((scheme, rest)) = url.split_once("://") else { return vec![url.to_owned()] };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let (user, hosts) = authority.rsplit_once('@').map_or(("", authority), |(user, hosts)| (user, hosts));
    let user = if user.is_empty() { String::new() } else { format!("{user}@") };
    hosts.split(',').map(|host| format!("{scheme}://{user}{host}{rest}")).collect()
}

/// The pools of one node.
#[derive(Clone)]
pub(crate) struct Pools {
    pub(crate) servers: Servers,
    /// Answers requests.
    pub(crate) main: PgPool,
    /// Kept for jobs and the readiness check.
    pub(crate) reserve: PgPool,
    lost: Lost,
}

/// When a connection was last found to be lost.
type Lost = Arc<tokio::sync::watch::Sender<Option<Instant>>>;

impl Pools {
    /// Pools on the first server that takes writes.
    pub(crate) async fn open(servers: Servers, options: &PostgresOptions) -> Result<Self, Error> {
        let server = servers.writable().await.map_err(|error| servers.unreachable(error))?;
        let lost = Lost::new(tokio::sync::watch::Sender::new(None));
        let main = pool(server.clone(), options.connections, &lost);
        let reserve = pool(server, options.reserved, &lost);
        Ok(Self { servers, main, reserve, lost })
    }

    /// A connection was lost, so others may be: each is tried out before it is used again.
    pub(crate) fn suspect(&self) {
        self.lost.send_replace(Some(Instant::now()));
    }

    /// Finds the server that takes writes now, and makes new connections there.
    pub(crate) async fn follow(&self) -> Result<PgConnectOptions, sqlx::Error> {
        let server = self.servers.writable().await?;
        for pool in [&self.main, &self.reserve] {
            let before = pool.connect_options();
            if (before.get_host(), before.get_port(), before.get_socket())
                != (server.get_host(), server.get_port(), server.get_socket())
            {
                tracing::warn!(
                    host = server.get_host(),
                    "another server of the database takes the writes now"
                );
                pool.set_connect_options(server.clone());
            }
        }
        Ok(server)
    }
}

fn pool(server: PgConnectOptions, most: u32, lost: &Lost) -> PgPool {
    let lost = Arc::clone(lost);
    PgPoolOptions::new()
        .max_connections(most)
        .acquire_timeout(BUSY)
        // Instead: below, and only where there is doubt.
        .test_before_acquire(false)
        .before_acquire(move |connection, meta| {
            let lost = lost.borrow().is_some_and(|at| at.elapsed() <= meta.idle_for);
            Box::pin(async move {
                if !lost && meta.idle_for < IDLE {
                    return Ok(true);
                }
                timeout(PING, connection.ping()).await.map_err(|_| sqlx::Error::PoolTimedOut)?.map(|()| true)
            })
        })
        .connect_lazy_with(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_name_several_servers() {
        assert_eq!(
            addresses("postgres://desk:p@ss@one:5432,two:5433/desk?sslmode=require"),
            [
                "postgres://desk:p@ss@one:5432/desk?sslmode=require",
                "postgres://desk:p@ss@two:5433/desk?sslmode=require"
            ]
        );
        assert_eq!(addresses("postgres://one/desk"), ["postgres://one/desk"]);
        assert_eq!(addresses("postgres:///desk?host=/run/pg"), ["postgres:///desk?host=/run/pg"]);
    }
}
