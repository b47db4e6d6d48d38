//! The same request, the same answer. A request is the same by the caller's Idempotency-Key, a message by the id that its
//! channel gave it.

use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use souffleur_app::error::Error;
use souffleur_core::{Actor, question::Token, text::ExternalId};
use souffleur_store::{Reader, Tx};

/// One request as its caller names it.
#[derive(Debug, Clone)]
pub(super) struct Request {
    scope: String,
    key: Option<ExternalId>,
    hash: [u8; 32],
}

impl Request {
    /// Names a request by its key, within what its caller may name, and by a fingerprint of what it says.
    pub(super) fn new(
        verb: &'static str,
        scope: Scope<'_>,
        key: Option<&str>,
        said: &impl Serialize,
    ) -> Result<Self, Error> {
        let key = key.map(ExternalId::parse).transpose();
        let key = key.map_err(|problem| Error::invalid("Idempotency-Key", problem))?;
        let canonical = serde_json::to_vec(said).map_err(Error::internal)?;
        Ok(Self { scope: format!("{verb}:{}", scope.name()), key, hash: Sha256::digest(&canonical).into() })
    }

    /// The answer that was given to this request before.
    pub(super) async fn answered<T: DeserializeOwned>(&self, reader: &Reader) -> Result<Option<T>, Error> {
        let Some(key) = &self.key else { return Ok(None) };
        match reader.idempotent(&self.scope, key).await? {
            None => Ok(None),
            Some(before) if before.body_hash == self.hash => {
                serde_json::from_str(&before.response).map(Some).map_err(Error::internal)
            }
            Some(_) => Err(Error::KeyReused),
        }
    }

    /// Keeps the answer for the next time.
    pub(super) async fn remember(
        &self,
        tx: &mut Tx,
        answer: &impl Serialize,
        now: Timestamp,
    ) -> Result<(), Error> {
        let Some(key) = &self.key else { return Ok(()) };
        let answer = serde_json::to_string(answer).map_err(Error::internal)?;
        Ok(tx.remember(&self.scope, key, &self.hash, &answer, now).await?)
    }
}

/// Whose a key is. Callers choose their keys by themselves, so the same key of two callers is two requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    /// Who calls.
    pub(super) actor: Actor,
    /// For strangers, who have no name: the network that they call from, the form whose key the desk drew, or the link that
    /// they write by. A neighbour behind the same address can be refused, but is never answered with another's thread
    /// unless the whole request is the same.
    pub(super) within: &'a str,
}

impl Scope<'_> {
    fn name(self) -> String {
        match self.actor {
            Actor::Customer => format!("customer:{}", self.within),
            Actor::Desk => "desk".to_owned(),
            Actor::Program { id } => format!("program:{id}"),
            Actor::Staff { id, .. } => format!("staff:{id}"),
        }
    }
}

/// The scope of a link: a fingerprint, for the token itself is a secret.
pub(super) fn token_scope(token: &Token) -> String {
    let hash = Sha256::digest(token.as_str().as_bytes());
    data_encoding::BASE32_NOPAD.encode(&hash[..10]).to_lowercase()
}
