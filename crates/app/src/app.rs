//! The application as one value: everything that use cases need, cheap to clone and to hand on.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use souffleur_core::{Id, text::Email};
use souffleur_render::Engine;
use souffleur_routing::Encoder;
use souffleur_store::Store;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    attachment::AttachmentConfig,
    clock::Clock,
    delivery::{DeliveryConfig, Transport},
    entropy::Entropy,
    error::Error,
    foundation,
    health::{Counters, JobRegistry, Prober},
    letter::MailLimit,
    live::Hub,
    question::{Counted, Lookers},
    routing::Router,
    signing_key::{self, SigningKey},
    snapshot::Settings,
};

/// What the program's configuration tells the use cases.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Where customers reach the desk: the beginning of every link that leaves.
    pub public_url: String,
    /// The address that letters come from, and that answers to them go to.
    pub mail_address: Email,
    /// The key that tokens are signed with.
    pub signing_key: SigningKey,
    /// Where the bytes of files are, and how many are taken in.
    pub attachments: AttachmentConfig,
    /// The sentence model that the router reads with, if there is one.
    pub encoder: Option<Arc<dyn Encoder>>,
    /// How letters leave this node.
    pub delivery: DeliveryConfig,
}

/// The application. Clones share everything.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    store: Store,
}

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    engine: Arc<Engine>,
    config: AppConfig,
    settings: RwLock<Arc<Settings>>,
    router: Router,
    live: Hub,
    last_id: Mutex<u128>,
    counted: Counted,
    mail_limit: MailLimit,
    lookers: Lookers,
    transport: Transport,
    files: Arc<Semaphore>,
    cleaning: Arc<Semaphore>,
    started: (Timestamp, Duration),
    jobs: JobRegistry,
    counters: Counters,
    prober: Prober,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("config", &self.inner.config).finish_non_exhaustive()
    }
}

impl App {
    /// Makes the desk at its first start, reads the settings, loads or trains the router's model, and starts to listen to
    /// what other nodes change. The schema must be up to date.
    pub async fn open(
        store: Store,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        engine: Arc<Engine>,
        config: AppConfig,
    ) -> Result<Self, Error> {
        foundation::lay(&store, &*clock, &*entropy).await?;
        signing_key::settle(&store, &config.signing_key).await?;
        let settings = Settings::load(&store).await?;
        crate::routing::make_records(&store).await?;
        let router = Router::open(&store, &settings, config.encoder.clone()).await?;
        let cleaning = Arc::new(Semaphore::new(config.attachments.at_once));
        let started = (clock.now(), clock.elapsed());
        let inner = Inner {
            store: store.clone(),
            clock,
            entropy,
            engine,
            config,
            settings: RwLock::new(Arc::new(settings)),
            router,
            live: Hub::default(),
            last_id: Mutex::new(0),
            counted: Counted::default(),
            mail_limit: MailLimit::default(),
            lookers: Lookers::default(),
            transport: Transport::default(),
            files: Arc::new(Semaphore::new(crate::report::FILES_AT_ONCE)),
            cleaning,
            started,
            jobs: JobRegistry::default(),
            counters: Counters::default(),
            prober: Prober::default(),
        };
        let app = Self { inner: Arc::new(inner), store };
        crate::live::listen(&app);
        Ok(app)
    }

    /// The present instant, to the millisecond.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The clock, for what waits.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// The source of ids, links and secrets.
    pub fn entropy(&self) -> &dyn Entropy {
        &*self.inner.entropy
    }

    /// What administrators decided, as of now; a use case takes it once and works with that.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.inner.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the settings again, after they were changed here or on another node.
    pub async fn reload_settings(&self) -> Result<(), Error> {
        let settings = Arc::new(Settings::load(&self.store).await?);
        let mut slot = self.inner.settings.write().unwrap_or_else(PoisonError::into_inner);
        // Two reloads may overtake each other; the later settings stay.
        if settings.desk.settings_version >= slot.desk.settings_version {
            *slot = settings;
        }
        Ok(())
    }

    /// The key that access tokens are signed with.
    pub fn signing_key(&self) -> &SigningKey {
        &self.inner.config.signing_key
    }

    /// The address of a path of ours, as customers and staff type it.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.inner.config.public_url.trim_end_matches('/'))
    }

    /// The turns of those for whom a file is made.
    pub(crate) fn files(&self) -> Arc<Semaphore> {
        Arc::clone(&self.inner.files)
    }

    /// The turns of files that are cleaned.
    pub(crate) fn cleaning(&self) -> Arc<Semaphore> {
        Arc::clone(&self.inner.cleaning)
    }

    /// What the program's configuration says.
    pub fn config(&self) -> &AppConfig {
        &self.inner.config
    }

    /// Templates and messages.
    pub fn engine(&self) -> &Engine {
        &self.inner.engine
    }

    /// The same application by the connections to the database that no request can take: for jobs, and for whoever asks
    /// whether the desk can work.
    #[must_use]
    pub fn reserved(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), store: self.store.reserved() }
    }

    /// The store. Only use cases and what checks the machine's health have business with it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The learned router.
    pub fn router(&self) -> &Router {
        &self.inner.router
    }

    /// The counts above the inbox.
    pub(crate) fn lookers(&self) -> &Lookers {
        &self.inner.lookers
    }

    /// The state of the transport of letters.
    pub(crate) fn transport(&self) -> &Transport {
        &self.inner.transport
    }

    /// A pause made a quarter shorter or longer at random, so that what failed together is not tried together.
    pub(crate) fn jittered(&self, pause: SignedDuration) -> SignedDuration {
        let mut byte = [0];
        self.entropy().fill(&mut byte);
        pause.saturating_mul(192 + i32::from(byte[0]) / 2).checked_div(256).unwrap_or(pause)
    }

    pub(crate) fn counted(&self) -> &Counted {
        &self.inner.counted
    }

    /// How many automatic letters unproven addresses got.
    pub(crate) fn mail_limit(&self) -> &MailLimit {
        &self.inner.mail_limit
    }

    /// When the application was opened, by the wall clock and by the monotonic one.
    pub(crate) fn started(&self) -> (Timestamp, Duration) {
        self.inner.started
    }

    /// What the background jobs of this node did last.
    pub fn jobs(&self) -> &JobRegistry {
        &self.inner.jobs
    }

    /// What is counted since the start.
    pub fn counters(&self) -> &Counters {
        &self.inner.counters
    }

    /// The probe of the database that is under way, if there is one.
    pub(crate) fn prober(&self) -> &Prober {
        &self.inner.prober
    }

    /// Who listens.
    pub(crate) fn hub(&self) -> &Hub {
        &self.inner.live
    }

    /// A new id. Ids sort in the order in which they were made even within a millisecond, and when the clock is set
    /// back: histories are read in the order of their ids.
    pub fn id<K>(&self, now: Timestamp) -> Id<K> {
        let drawn: Id<K> = self.entropy().id(now);
        let mut last = self.inner.last_id.lock().unwrap_or_else(PoisonError::into_inner);
        *last = drawn.raw().as_u128().max(*last + 1);
        Id::new(Uuid::from_u128(*last))
    }

    /// Lets background listeners hold on to the application without keeping it alive.
    pub(crate) fn downgrade(&self) -> WeakApp {
        WeakApp(Arc::downgrade(&self.inner))
    }
}

/// An [`App`] that may be gone.
pub(crate) struct WeakApp(std::sync::Weak<Inner>);

impl WeakApp {
    /// The application, while somebody still uses it.
    pub(crate) fn upgrade(&self) -> Option<App> {
        self.0.upgrade().map(|inner| App { store: inner.store.clone(), inner })
    }
}
