//! The application as one value: everything that use cases need, cheap to clone and to hand on.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use souffleur_core::Id;
use souffleur_render::Engine;
use souffleur_store::Store;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    clock::Clock,
    config::AppConfig,
    entropy::Entropy,
    error::Error,
    hub::Hub,
    inbox_counts::InboxCountCache,
    mail_limit::MailLimit,
    mail_transport::Transport,
    monitor::{Counters, JobRegistry, Prober},
    router::Router,
    signing_key::SigningKey,
    snapshot::Settings,
    viewers::Viewers,
};

/// Files that are made at once; a further one waits for its turn.
const FILES_AT_ONCE: usize = 2;

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
    inbox_counts: InboxCountCache,
    mail_limit: MailLimit,
    viewers: Viewers,
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
    /// The application over a store that is ready, with the settings and the router that were read from it.
    pub(crate) fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        engine: Arc<Engine>,
        config: AppConfig,
        settings: Settings,
        router: Router,
    ) -> Self {
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
            inbox_counts: InboxCountCache::default(),
            mail_limit: MailLimit::default(),
            viewers: Viewers::default(),
            transport: Transport::default(),
            files: Arc::new(Semaphore::new(FILES_AT_ONCE)),
            cleaning,
            started,
            jobs: JobRegistry::default(),
            counters: Counters::default(),
            prober: Prober::default(),
        };
        Self { inner: Arc::new(inner), store }
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
    pub fn files(&self) -> Arc<Semaphore> {
        Arc::clone(&self.inner.files)
    }

    /// The turns of files that are cleaned.
    pub fn cleaning(&self) -> Arc<Semaphore> {
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

    /// Who has which question open.
    pub fn viewers(&self) -> &Viewers {
        &self.inner.viewers
    }

    /// The state of the transport of letters.
    pub fn transport(&self) -> &Transport {
        &self.inner.transport
    }

    /// A pause made a quarter shorter or longer at random, so that what failed together is not tried together.
    pub fn jittered(&self, pause: SignedDuration) -> SignedDuration {
        let mut byte = [0];
        self.entropy().fill(&mut byte);
        pause.saturating_mul(192 + i32::from(byte[0]) / 2).checked_div(256).unwrap_or(pause)
    }

    /// The cached counts above the inbox.
    pub fn inbox_counts(&self) -> &InboxCountCache {
        &self.inner.inbox_counts
    }

    /// How many automatic letters unproven addresses got.
    pub fn mail_limit(&self) -> &MailLimit {
        &self.inner.mail_limit
    }

    /// When the application was opened, by the wall clock and by the monotonic one.
    pub fn started(&self) -> (Timestamp, Duration) {
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
    pub fn prober(&self) -> &Prober {
        &self.inner.prober
    }

    /// Who listens.
    pub fn hub(&self) -> &Hub {
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
