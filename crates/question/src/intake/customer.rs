//! Finds the customer who asks, or makes one.

use jiff::Timestamp;
use souffleur_app::{App, error::Error};
use souffleur_core::{
    customer::{Customer, Identity},
    id::CustomerId,
};
use souffleur_store::{Reader, Tx};

use super::normalise::CleanAsk;

/// Who asks, as far as they are known.
#[derive(Debug)]
pub(super) enum Met {
    /// They asked before.
    Before(Box<Customer>),
    /// They did not, or can't be told from somebody who did; by these they will be recognised.
    Never(Vec<Identity>),
}

/// Looks for the customer behind a question. An address or a name on a network that is known is the same person;
/// whoever gives neither is met for the first time.
pub(super) async fn meet(reader: &Reader, clean: &CleanAsk) -> Result<Met, Error> {
    let mut free = Vec::new();
    for identity in identities(clean) {
        match reader.customer_by(&identity).await? {
            Some(known) if is_believed(clean, &known) => return Ok(Met::Before(Box::new(known))),
            Some(_) => {}
            None => free.push(identity),
        }
    }
    Ok(Met::Never(free))
}

impl Met {
    /// Who they are, if they asked before.
    pub(super) fn known(&self) -> Option<&Customer> {
        match self {
            Self::Before(known) => Some(known),
            Self::Never(_) => None,
        }
    }

    /// Who they are from now on.
    pub(super) async fn remember(
        &self,
        app: &App,
        tx: &mut Tx,
        clean: &CleanAsk,
        now: Timestamp,
    ) -> Result<CustomerId, Error> {
        let free = match self {
            Self::Before(known) => {
                add_tags(tx, clean, known).await?;
                return Ok(known.id);
            }
            Self::Never(free) => free,
        };
        let (name, email, handle) = (clean.name.clone(), clean.email.clone(), clean.handle.clone());
        let customer = Customer { id: app.id(now), name, email, handle, tags: clean.tags.clone() };
        tx.insert_customer(&customer, now).await?;
        for identity in free {
            tx.add_identity(customer.id, identity).await?;
        }
        Ok(customer.id)
    }
}

/// Whoever carries the question may call a customer by further tags.
async fn add_tags(tx: &mut Tx, clean: &CleanAsk, known: &Customer) -> Result<(), Error> {
    let fresh = || clean.tags.iter().filter(|tag| !known.tags.contains(tag));
    if fresh().next().is_none() {
        return Ok(());
    }
    let tags: Vec<_> = known.tags.iter().chain(fresh()).cloned().collect();
    Ok(tx.save_customer_tags(known.id, &tags).await?)
}

/// Whether the question is taken for the known customer's. A form believes any address that is typed into it, and its
/// thread shows the customer's name: a stranger who types somebody's address must not learn who that is.
fn is_believed(clean: &CleanAsk, known: &Customer) -> bool {
    clean.proof().is_proven() || clean.name.to_lowercase() == known.name.to_lowercase()
}

/// How they can be recognised, the surest way first.
fn identities(clean: &CleanAsk) -> Vec<Identity> {
    let email = clean.email.clone().map(Identity::Email);
    let handle = clean.handle.clone().map(|handle| Identity::Handle(clean.channel.clone(), handle));
    email.into_iter().chain(handle).collect()
}
