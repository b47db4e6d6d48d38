//! A full training in the background: from all examples, as often as there is enough that is new.

use jiff::Timestamp;
use souffleur_store::{Conflict, Error as StoreError, StoredModel};

use crate::router::{Trained, newest, train};
use crate::{App, error::Error};

/// Trains the router anew, stores the model and takes it up; other nodes take it up by the notice. Returns how many
/// examples it learned from.
pub async fn retrain(app: &App) -> Result<usize, Error> {
    let router = app.router();
    let _alone = router.training.lock().await;
    let began = app.now();
    let trained = train(app.store(), &app.settings(), router.reader()).await?;
    // A model that could not be stored is a good one all the same.
    let kept = keep(app, &trained, began).await;
    let Trained { model, examples, up_to, .. } = trained;
    router.replace(app.store(), model, up_to).await?;
    kept.map(|()| examples)
}

async fn keep(app: &App, trained: &Trained, began: Timestamp) -> Result<(), Error> {
    let model = StoredModel {
        version: trained.version,
        bytes: trained.model.to_bytes(),
        examples: i64::try_from(trained.examples).unwrap_or(i64::MAX),
        up_to: trained.up_to,
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

/// Takes up the model that holds by now, trained or gone back to on another node, and learns what was learned there. One
/// that can't be used is left, and the present one serves on.
pub async fn take_up(app: &App) -> Result<(), Error> {
    let (router, store) = (app.router(), app.store());
    let versions = store.read().models().await?;
    let holds =
        versions.iter().find(|kept| kept.withdrawn_at.is_none()).map(|kept| kept.version.unsigned_abs());
    if holds.is_some_and(|version| version != router.model().info().version)
        && let Some((model, up_to)) = newest(store, &app.settings(), router.encoder()).await?
        && model.info().version != router.model().info().version
    {
        router.replace(store, model, up_to).await?;
    }
    router.catch_up(store).await
}
