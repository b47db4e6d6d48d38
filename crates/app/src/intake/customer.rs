//! Finds the customer who asks, or makes one.

use jiff::Timestamp;
use souffleur_core::{
    channel::Channel,
    customer::{Customer, Identity},
    id::CustomerId,
};
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
    let mut free = Vec::new();
    for identity in identities(clean) {
        match tx.customer_by(&identity).await? {
            Some(known) if is_believed(clean, &known) => return Ok(known),
            Some(_) => {}
            None => free.push(identity),
        }
    }
    let (name, email, handle) = (clean.name.clone(), clean.email.clone(), clean.handle.clone());
    let customer = Customer { id: app.id(now), name, email, handle };
    tx.insert_customer(&customer, now).await?;
    for identity in &free {
        tx.add_identity(customer.id, identity).await?;
    }
    Ok(customer)
}

/// Who asks, if they asked before: as far as can be told before the question is written.
pub(super) async fn known(app: &App, clean: &CleanAsk) -> Result<Option<CustomerId>, Error> {
    let reader = app.store().read();
    for identity in identities(clean) {
        if let Some(known) = reader.customer_by(&identity).await?.filter(|known| is_believed(clean, known)) {
            return Ok(Some(known.id));
        }
    }
    Ok(None)
}

/// Whether the question is taken for the known customer's. A form believes any address that is typed into it, and its
/// thread shows the customer's name: a stranger who types somebody's address must not learn who that is.
fn is_believed(clean: &CleanAsk, known: &Customer) -> bool {
    let typed = matches!(clean.channel, Channel::Web | Channel::Api);
    !typed || clean.name.to_lowercase() == known.name.to_lowercase()
}

/// How they can be recognised, the surest way first.
fn identities(clean: &CleanAsk) -> Vec<Identity> {
    let email = clean.email.clone().map(Identity::Email);
    let handle = clean.handle.clone().map(|handle| Identity::Handle(clean.channel.clone(), handle));
    email.into_iter().chain(handle).collect()
}
