//! Finds the customer who asks, or makes one.

use jiff::Timestamp;
use souffleur_core::customer::{Customer, Identity};
use souffleur_store::Tx;

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
    let identities = identities(clean);
    for identity in &identities {
        if let Some(known) = tx.customer_by(identity).await? {
            return Ok(known);
        }
    }
    let (name, email, handle) = (clean.name.clone(), clean.email.clone(), clean.handle.clone());
    let customer = Customer { id: app.id(now), name, email, handle };
    tx.insert_customer(&customer, now).await?;
    for identity in &identities {
        tx.add_identity(customer.id, identity).await?;
    }
    Ok(customer)
}

/// How they can be recognised, the surest way first.
pub(super) fn identities(clean: &CleanAsk) -> Vec<Identity> {
    let email = clean.email.clone().map(Identity::Email);
    let handle = clean.handle.clone().map(|handle| Identity::Handle(clean.channel.clone(), handle));
    email.into_iter().chain(handle).collect()
}
