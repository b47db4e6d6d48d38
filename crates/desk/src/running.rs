//! A desk from start to stop: lock, database, port, use cases, jobs, web; each in the order in which it can fail with
//! the clearest words, and the port before anything that could be mistaken for a working desk.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use souffleur_app::{App, SystemClock};
use souffleur_jobs::Runner;
use souffleur_render::Engine;
use souffleur_routing::Encoder;
use souffleur_store::{Database, Store};
use tokio::net::TcpListener;

use crate::{Error, compose, config::Config, keep_up::keep_up, lock::Lock, server, shutdown::Stop};

/// A desk that holds its port and its data, and does not serve yet.
pub(crate) struct Desk {
    config: Config,
    listener: TcpListener,
    ops: Option<TcpListener>,
    engine: Arc<Engine>,
    /// The use cases.
    pub(crate) app: App,
    /// Where people reach it.
    pub(crate) url: String,
    lock: Option<Lock>,
}

/// The database and the port of a desk, before its use cases are opened.
pub(crate) struct Ground {
    pub(crate) store: Store,
    pub(crate) engine: Arc<Engine>,
    pub(crate) url: String,
    /// The sentence model of the router, if there is one.
    pub(crate) encoder: Option<Arc<dyn Encoder>>,
    listener: TcpListener,
    ops: Option<TcpListener>,
    lock: Option<Lock>,
}

impl Ground {
    /// Reads the sentence model, takes the data folder, opens and migrates the database, takes the port.
    pub(crate) async fn take(config: &Config) -> Result<Self, Error> {
        let encoder = compose::encoder(config)?;
        let lock = match compose::database(config)? {
            Database::Sqlite(path) => Some(Lock::take(compose::folder_of(&path))?),
            Database::Postgres(_) => None,
        };
        if let Some(stale) = config.ready_file() {
            // What an earlier desk left would be taken for this one's.
            let _ = std::fs::remove_file(stale);
        }
        let store = compose::migrated_store(config).await?;
        let engine = compose::engine()?;
        let listener = server::bind(config.listen).await?;
        let ops = match config.ops.address() {
            Some(address) => Some(server::bind(address).await?),
            None => None,
        };
        let url = server::url(&listener)?;
        let url = if config.public_url.is_empty() { url } else { config.public_url.clone() };
        Ok(Self { store, engine, url, encoder, listener, ops, lock })
    }

    /// Whether nothing has ever been done here.
    pub(crate) async fn is_empty(&self) -> Result<bool, Error> {
        Ok(!self.store.read().has_users().await.map_err(compose::store_error)?)
    }

    /// Opens the use cases; they furnish a desk that has nothing yet.
    pub(crate) async fn open(self, config: Config) -> Result<Desk, Error> {
        let Self { store, engine, url, encoder, listener, ops, lock } = self;
        let clock = Arc::new(SystemClock);
        let app = compose::app_with(store, clock, Arc::clone(&engine), &config, url.clone(), encoder).await?;
        Ok(Desk { config, listener, ops, engine, app, url, lock })
    }
}

impl Desk {
    /// Starts the jobs, says that it listens, and serves until told to stop.
    pub(crate) async fn run(self, mut ready: Value, stop: Stop) -> Result<(), Error> {
        let Self { config, listener, ops, engine, app, lock, .. } = self;
        let runner = Runner::start(&app, souffleur_jobs::all(compose::post(&config)?), &stop.now);
        if lock.is_some() {
            tokio::spawn(keep_up(app.clone(), stop.now.clone()));
        }
        let web = compose::web(app, engine, &config);
        if let Some(ops) = ops {
            ready["ops_url"] = Value::from(server::url(&ops)?);
            tokio::spawn(server::serve_ops(ops, web.clone()));
        }
        if let Some(path) = config.ready_file() {
            server::write_ready_file(path, &ready)?;
        }
        let patience = Duration::from_secs(config.shutdown_seconds);
        server::serve(listener, web, stop, patience).await?;
        // A job that hangs must not hold up the end; what it left undone is taken up at the next start.
        if tokio::time::timeout(patience, runner.finished()).await.is_err() {
            tracing::warn!("a background job did not stop in time");
        }
        tracing::info!("stopped");
        Ok(())
    }
}
