//! The application is opened: what a desk must have is made, and what is kept in memory is read.

use std::sync::Arc;

use souffleur_render::Engine;
use souffleur_store::Store;

use crate::{
    bootstrap,
    clock::Clock,
    config::AppConfig,
    context::App,
    entropy::Entropy,
    error::Error,
    key_rotation,
    live::listen,
    router::{Router, make_records},
    snapshot::Settings,
};

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
        bootstrap::bootstrap(&store, &*clock, &*entropy).await?;
        key_rotation::settle(&store, &config.signing_key).await?;
        let settings = Settings::load(&store).await?;
        make_records(&store).await?;
        let router = Router::open(&store, &settings, config.encoder.clone()).await?;
        let app = Self::new(store, clock, entropy, engine, config, settings, router);
        listen(&app);
        Ok(app)
    }
}
