//! Programs: what carries a channel to and fro through the API, and the tokens they prove it with.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problems},
    secret::fingerprint,
};
use souffleur_core::{
    Actor, channel::Channel, event::SettingChange, id::TokenId, permission::Action, text::Name,
};
use souffleur_store::ChannelToken;

use super::change::Change;

/// A program as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramView {
    /// The id of its token.
    pub id: TokenId,
    /// What the administrator calls it.
    pub name: String,
    /// The channel it carries.
    pub channel: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When its token was withdrawn.
    pub revoked_at: Option<Timestamp>,
}

/// A program as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgramForm {
    /// What to call it.
    pub name: String,
    /// The channel it carries, such as `instagram`; `api` for one that says no more.
    pub channel: String,
}

/// A program that was added.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct NewProgram {
    /// The id of its token.
    pub id: TokenId,
    /// The token. It is shown once and kept by nobody but the program.
    pub secret: String,
}

impl std::fmt::Debug for NewProgram {
    /// A token does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewProgram").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Every program, the oldest first.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<ProgramView>, Error> {
    actor.may(Action::ChangeSettings)?;
    let view = |token: ChannelToken| ProgramView {
        id: token.id,
        name: token.name.into(),
        channel: token.channel.into(),
        created_at: token.created_at,
        revoked_at: token.revoked_at,
    };
    Ok(app.store().read().tokens().await?.into_iter().map(view).collect())
}

/// Lets a program in.
pub async fn add(app: &App, actor: Actor, form: ProgramForm) -> Result<NewProgram, Error> {
    actor.may(Action::ChangeSettings)?;
    let mut problems = Problems::default();
    let name = problems.take("name", Name::parse(&form.name));
    let channel = problems.take("channel", Channel::parse(form.channel.trim()));
    problems.check()?;
    // A problem was noted where either could not be read.
    let (name, channel) = name.zip(channel).ok_or(Error::NotFound)?;
    let mut change = Change::begin(app, actor).await?;
    let secret = app.entropy().secret();
    let token = ChannelToken {
        id: app.id(change.now),
        name,
        hash: fingerprint(&secret),
        channel,
        created_at: change.now,
        revoked_at: None,
    };
    change.tx.insert_token(&token).await?;
    change.note("program", &token.name, SettingChange::Added);
    change.commit().await?;
    Ok(NewProgram { id: token.id, secret })
}

/// Shuts a program out.
pub async fn revoke(app: &App, actor: Actor, id: TokenId) -> Result<(), Error> {
    actor.may(Action::ChangeSettings)?;
    let mut change = Change::begin(app, actor).await?;
    let token = change.tx.tokens().await?.into_iter().find(|token| token.id == id).ok_or(Error::NotFound)?;
    if token.revoked_at.is_none() {
        change.tx.revoke_token(id, change.now).await?;
        change.note("program", &token.name, SettingChange::Removed);
    }
    change.commit().await
}
