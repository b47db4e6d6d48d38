//! Who changed which setting, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_core::{
    Actor,
    event::{Event, EventKind, SettingChange},
    id::EventId,
    permission::Action,
};

/// A page of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// Its lines, newest first.
    pub lines: Vec<AuditLine>,
    /// What the next page comes after, if there is one.
    pub next: Option<EventId>,
}

/// One change of one setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// The line of the history.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who, by name; nobody where the desk itself or the command line did it.
    pub by: Option<String>,
    /// What kind of setting: `topic`, `calendar`, …
    pub what: String,
    /// Which one.
    pub key: String,
    /// What became of it.
    pub change: SettingChange,
}

/// Changes of settings, newest first, after a line of the page before.
pub async fn list(app: &App, actor: Actor, after: Option<EventId>, limit: u32) -> Result<AuditPage, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let mut events = app.store().read().setting_events(after, u64::from(limit) + 1).await?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = events.len() > shown;
    events.truncate(shown);
    let next = events.last().filter(|_| more).map(|event| event.id);
    Ok(AuditPage { lines: events.into_iter().filter_map(|event| line(event, &settings)).collect(), next })
}

fn line(event: Event, settings: &Settings) -> Option<AuditLine> {
    let EventKind::SettingChanged { what, key, change } = event.what else { return None };
    let by = event.by.user().and_then(|id| settings.user(id)).map(|user| user.name.to_string());
    Some(AuditLine { id: event.id, at: event.at, by, what, key, change })
}
