//! Trains the router anew when the topics have changed, or when enough was learned since the last time.

use std::time::Duration;

use futures_util::future::BoxFuture;
use souffleur_app::{App, error::Error, training::retrain};
use souffleur_core::topic::Topic;
use souffleur_store::Notice;
use tokio::sync::Mutex;

use super::{
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

/// New examples that make a training worth its while: so many, and one for so many that there were.
const ENOUGH: i64 = 50;
const PART: i64 = 10;
/// How often to look.
const PERIOD: Duration = Duration::from_mins(10);

/// Trains the router.
#[derive(Debug, Default)]
pub struct Learn {
    /// The topics that the present model was told of; none before the first pass.
    topics: Mutex<Option<Vec<Topic>>>,
}

impl Job for Learn {
    fn name(&self) -> &'static str {
        "learn"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::Version
    }

    fn pass<'a>(&'a self, running: &'a Running, _: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            let app = &running.app;
            let mut topics = self.topics.lock().await;
            let topics = topics.get_or_insert_with(|| app.settings().topics.clone());
            // Until it succeeds, the router goes on with what it knows.
            pass(app, topics).await?;
            Ok(Next::listen(PERIOD))
        })
    }

    fn listens_to(&self, _: &App, notice: &Notice) -> bool {
        *notice == Notice::Settings
    }
}

/// Trains if there is reason to, and says whether it did. `topics` is what the present model was told of them.
pub async fn pass(app: &App, topics: &mut Vec<Topic>) -> Result<bool, Error> {
    app.reload_settings().await?;
    let present = app.settings().topics.clone();
    if present == *topics && !wants_meanings(app) && !enough(app).await? {
        return Ok(false);
    }
    let examples = retrain(app).await?;
    *topics = present;
    tracing::info!(examples, "the router was trained");
    Ok(true)
}

/// Whether the desk has a sentence model that the present model was not learned with.
fn wants_meanings(app: &App) -> bool {
    let router = app.router();
    router.encoder().is_some() && router.model().encoder() != router.encoder()
}

async fn enough(app: &App) -> Result<bool, Error> {
    let reader = app.store().read();
    let trained = reader.latest_model().await?.map_or(0, |model| model.examples);
    let known = i64::try_from(reader.count_examples().await?).unwrap_or(i64::MAX);
    Ok(known - trained >= ENOUGH + trained / PART)
}
