//! A full training in the background: from all examples, as often as there is enough that is new.

use jiff::Timestamp;
use souffleur_store::{Conflict, Error as StoreError, StoredModel};

use super::router::{Trained, stored, train};
use crate::{app::App, error::Error};

/// Trains the router anew, stores the model and takes it up; other nodes take it up by the notice. Returns how many
/// examples it learned from.
pub async fn retrain(app: &App) -> Result<usize, Error> {
    let router = app.router();
    let _alone = router.training.lock().await;
    let began = app.now();
    router.training_begins();
    let trained = train(app.store(), &app.settings()).await;
    let kept = match &trained {
        Ok(trained) => keep(app, trained, began).await,
        Err(_) => Ok(()),
    };
    // A model that could not be stored is a good one all the same.
    let examples = trained.map(|trained| {
        router.training_ends(Some(trained.model));
        trained.examples
    });
    if examples.is_err() {
        router.training_ends(None);
    }
    kept.and(examples)
}

async fn keep(app: &App, trained: &Trained, began: Timestamp) -> Result<(), Error> {
    let model = StoredModel {
        version: trained.version,
        bytes: trained.model.to_bytes(),
        examples: i64::try_from(trained.examples).unwrap_or(i64::MAX),
        at: began,
    };
    let mut tx = app.store().begin().await?;
    match tx.save_model(&model).await {
        // Another node was faster, with the same examples.
        Err(StoreError::Conflict(Conflict::Version)) => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(tx.commit().await?),
    }
}

/// Takes up a model that another node trained, or trains one where the topics have changed since.
pub(crate) async fn take_up(app: &App) -> Result<(), Error> {
    let present = app.router().model().info().version;
    if let Some(model) = stored(app.store(), &app.settings()).await?
        && model.info().version > present
    {
        app.router().replace(model);
    }
    Ok(())
}
