//! Finds the customer who asks, or makes one.

use jiff::Timestamp;
use souffleur_core::{
    customer::{Customer, Identity},
    id::CustomerId,
};
use souffleur_store::{Reader, Tx};

use super::normalise::CleanAsk;
use crate::{app::App, error::Error};

/// The customer behind a question. An address or a name on a network that is known is the same person; whoever gives
/// neither is met for the first time.
pub(super) async fn find_or_make(
    app: &App,
    tx: &mut Tx,
    clean: &CleanAsk,
    now: Timestamp,
) -> Result<Customer, Error> {
    if let Some(known) = recognise(tx, clean).await? {
        return Ok(known);
    }
    let (name, email, handle) = (clean.name.clone(), clean.email.clone(), clean.handle.clone());
    let customer = Customer { id: app.id(now), name, email, handle };
    tx.insert_customer(&customer, now).await?;
    for identity in &identities(clean) {
        tx.add_identity(customer.id, identity).await?;
    }
    Ok(customer)
}

/// Who asks, if they asked before: as far as can be told before the question is written.
pub(super) async fn known(app: &App, clean: &CleanAsk) -> Result<Option<CustomerId>, Error> {
    Ok(recognise(&app.store().read(), clean).await?.map(|customer| customer.id))
}

async fn recognise(reader: &Reader, clean: &CleanAsk) -> Result<Option<Customer>, Error> {
    for identity in &identities(clean) {
        if let Some(known) = reader.customer_by(identity).await? {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// How they can be recognised, the surest way first.
fn identities(clean: &CleanAsk) -> Vec<Identity> {
    let email = clean.email.clone().map(Identity::Email);
    let handle = clean.handle.clone().map(|handle| Identity::Handle(clean.channel.clone(), handle));
    email.into_iter().chain(handle).collect()
}
