//! Another try, because a community manager says so.

use souffleur_app::{App, error::Error};
use souffleur_core::{Actor, id::OutboxId, permission::Action};

/// Lets a delivery be tried again at once, with the Message-ID it had.
pub async fn retry(app: &App, actor: Actor, id: OutboxId) -> Result<(), Error> {
    actor.may(Action::Reply)?;
    let delivery = app.store().read().delivery(id).await?.ok_or(Error::NotFound)?;
    let mut tx = app.store().begin().await?;
    if !tx.retry_delivery(id, app.now()).await? {
        return Err(Error::IllegalStep(format!("the delivery is {}", delivery.state.as_str())));
    }
    Ok(tx.commit().await?)
}
