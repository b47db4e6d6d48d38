//! A whole desk over real HTTP, on a database of its own, with the people of the example file in it.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use sea_orm::DatabaseConnection;
use souffleur_app::{App, AppConfig, AttachmentConfig, DeliveryConfig, SigningKey};
use souffleur_core::text::Email;
use souffleur_render::{Engine, Sources};
use souffleur_store::{Database, Store};
use souffleur_web::{
    Web,
    config::{Allowance, LimitsConfig, WebConfig},
};
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    sync::{OnceCell, watch},
    task::JoinHandle,
};

use super::{clock::ManualClock, entropy::SeededEntropy, house::HOUSE, postgres::Cluster};

/// A Monday, 10:00 in Paris: a question asked now is answered before 17:00.
pub const MONDAY_MORNING: &str = "2026-11-23T09:00:00Z";

/// Which database a desk stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// A file.
    Sqlite,
    /// A database of the shared throw-away cluster.
    Postgres,
}

/// A running desk. Dropping it stops it.
pub struct TestDesk {
    /// The use cases, for what a test wants to look at from inside.
    pub app: App,
    /// Its clock.
    pub clock: ManualClock,
    /// Where it listens.
    pub url: String,
    /// Its database.
    pub database: Database,
    pub(super) folder: TempDir,
    pub(super) behind: OnceCell<DatabaseConnection>,
    limits: LimitsConfig,
    starts: u64,
    serving: Serving,
}

/// The server task; it stops when this is dropped.
struct Serving {
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

impl TestDesk {
    /// A desk on a file, on a Monday morning, with everybody able to sign in.
    pub async fn open() -> Self {
        Self::open_on(Base::Sqlite).await
    }

    /// The same on a database of one's choice.
    pub async fn open_on(base: Base) -> Self {
        Self::open_with(base, generous()).await
    }

    /// The same with limits of one's choice.
    pub async fn open_with(base: Base, limits: LimitsConfig) -> Self {
        let desk = Self::open_empty(base, limits).await;
        desk.furnish(HOUSE).await;
        desk
    }

    /// A desk that nobody has set up.
    pub async fn open_empty(base: Base, limits: LimitsConfig) -> Self {
        let folder = TempDir::with_prefix("souffleur-").expect("a folder");
        let database = match base {
            Base::Sqlite => Database::Sqlite(folder.path().join("souffleur.db")),
            Base::Postgres => {
                let url = tokio::task::spawn_blocking(|| Cluster::shared().fresh_database()).await;
                Database::Postgres(url.expect("a database"))
            }
        };
        Self::start(folder, database, ManualClock::at(MONDAY_MORNING), limits, 0).await
    }

    /// The desk stops as it does when the machine is restarted, and starts again on the same database at the hour that
    /// its clock shows then.
    pub async fn restarted(self) -> Self {
        let Self { app, clock, database, folder, limits, starts, mut serving, behind, .. } = self;
        serving.stop.send_replace(true);
        if let Some(task) = serving.task.take() {
            task.await.expect("the server ends in order");
        }
        drop((app, behind));
        Self::start(folder, database, clock, limits, starts + 1).await
    }

    /// The same desk on another machine, by the same clock: its database, and its files in a folder.
    pub(super) async fn elsewhere(&self, folder: TempDir, database: Database) -> Self {
        Self::start(folder, database, self.clock.clone(), self.limits, self.starts + 1).await
    }

    /// Which kind of database it stands on.
    pub fn base(&self) -> Base {
        match self.database {
            Database::Sqlite(_) => Base::Sqlite,
            Database::Postgres(_) => Base::Postgres,
        }
    }

    /// A second node on the same database, by the same clock; it serves no pages.
    pub async fn another_node(&self) -> App {
        let url = self.app.config().public_url.clone();
        open(&self.database, self.folder.path(), &self.clock, url, 1_000 + self.starts).await
    }

    async fn start(
        folder: TempDir,
        database: Database,
        clock: ManualClock,
        limits: LimitsConfig,
        starts: u64,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = open(&database, folder.path(), &clock, url.clone(), starts).await;
        let web = WebConfig { public_url: url.clone(), limits, ..WebConfig::default() };
        let web = Web::new(app.clone(), engine(), web);

        let stop = watch::Sender::new(false);
        let mut stopped = stop.subscribe();
        let until = async move { drop(stopped.wait_for(|stop| *stop).await) };
        let task = tokio::spawn(async move {
            souffleur_web::serve(listener, web, souffleur_desk::routes::all(), until)
                .await
                .expect("the desk serves");
        });
        let serving = Serving { stop, task: Some(task) };
        Self { app, clock, url, database, folder, behind: OnceCell::new(), limits, starts, serving }
    }
}

/// The use cases on a database; `draw` keeps what is drawn apart from what was drawn before.
async fn open(database: &Database, folder: &Path, clock: &ManualClock, public_url: String, draw: u64) -> App {
    let store = Store::open(database).await.expect("the database opens");
    store.migrate().await.expect("the schema is made");
    let mail_address = Email::parse("bonjour@example.test").expect("an address");
    let attachments = AttachmentConfig::new(folder.join("attachments"));
    // The nodes of a desk have one key, and whoever copies a desk takes care of it.
    let signing_key = SigningKey::new([7; 32]);
    let delivery = DeliveryConfig { node: uuid::Uuid::from_u128(draw.into()), ..DeliveryConfig::default() };
    let config = AppConfig { public_url, mail_address, signing_key, attachments, encoder: None, delivery };
    let entropy = Arc::new(SeededEntropy::new(7 + (draw << 32)));
    App::open(store, Arc::new(clock.clone()), entropy, engine(), config).await.expect("the desk opens")
}

/// Templates and messages are read once for all desks of a test binary.
fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    let read = || {
        let sources = Sources::embedded().expect("the templates are embedded");
        Arc::new(Engine::new(&sources, souffleur_web::asset::url).expect("the templates are sound"))
    };
    Arc::clone(ENGINE.get_or_init(read))
}

/// Limits that no test meets by accident.
pub fn generous() -> LimitsConfig {
    let plenty = Allowance { burst: 100_000, per_minute: 100_000 };
    LimitsConfig {
        sign_in: plenty,
        sign_in_address: plenty,
        sign_in_account: plenty,
        ask: plenty,
        program: plenty,
    }
}
