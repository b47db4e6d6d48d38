//! What every handler may reach for.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use souffleur_app::App;
use souffleur_app::health::{Line, State, Unit};
use souffleur_render::Engine;
use tokio::sync::watch;

use crate::auth::{Keys, Sessions};
use crate::caps::ConcurrencyLimits;
use crate::config::WebConfig;
use crate::limit::Limits;
use crate::metrics::Metrics;

/// The state of the web. Clones share everything.
#[derive(Debug, Clone)]
pub struct Web(Arc<Inner>);

/// What [`Web`] shares.
pub struct Inner {
    /// The use cases.
    pub app: App,
    /// Templates and messages.
    pub engine: Arc<Engine>,
    /// The configuration.
    pub config: WebConfig,
    /// Keys of access tokens and seals.
    pub keys: Keys,
    /// Sessions seen alive lately.
    pub sessions: Sessions,
    /// Rate limits.
    pub limits: Limits,
    pub(crate) concurrency: ConcurrencyLimits,
    pub(crate) metrics: Metrics,
    /// Turns true when the server stops, so that streams of events end.
    pub(crate) stopping: watch::Sender<bool>,
    /// Whether the server is about to stop: readiness says so before the first connection is refused.
    leaving: AtomicBool,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Web").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Web {
    /// The web of an application.
    pub fn new(app: App, engine: Arc<Engine>, config: WebConfig) -> Self {
        let keys = Keys::new(app.signing_key().bytes());
        let limits = Limits::new(&config.limits, app.clock());
        let concurrency = ConcurrencyLimits::new(&config.caps);
        let (sessions, metrics) = (Sessions::default(), Metrics::default());
        Self(Arc::new(Inner {
            app,
            engine,
            config,
            keys,
            sessions,
            limits,
            concurrency,
            metrics,
            stopping: watch::Sender::new(false),
            leaving: AtomicBool::new(false),
        }))
    }

    /// What the web itself measures, for the administrators' health page.
    pub fn traffic(&self) -> [Line; 2] {
        let line = |name, value| Line { name, state: State::Good, value: Some(value), unit: Unit::Count };
        let refused = self.limits.refused().iter().map(|(_, refused)| refused).sum();
        let streams = u64::try_from(self.metrics.streams()).unwrap_or(0);
        [line("streams", streams), line("rate_limited", refused)]
    }

    /// Says in readiness that the server is about to stop, while it goes on serving.
    pub fn leave(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }

    /// Whether the server is about to stop.
    pub(crate) fn is_leaving(&self) -> bool {
        self.leaving.load(Ordering::Relaxed)
    }
}

impl Deref for Web {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
