//! A program that proves who it is with its token.

use souffleur_core::{Actor, channel::Channel};

use crate::{App, error::Error, secret::fingerprint};

/// A program that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Who it is to the use cases.
    pub actor: Actor,
    /// The channel that it carries.
    pub channel: Channel,
}

/// The program that a secret belongs to, unless its token was withdrawn.
pub async fn program(app: &App, secret: &str) -> Result<Option<Program>, Error> {
    let token = app.store().read().token_by_hash(&fingerprint(secret)).await?;
    let token = token.filter(|token| token.revoked_at.is_none());
    Ok(token.map(|token| Program { actor: Actor::Program { id: token.id }, channel: token.channel }))
}
