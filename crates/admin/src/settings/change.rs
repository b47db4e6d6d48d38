//! One change of the settings: the transaction, what it sees, and what it adds to the history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    event::{Event, EventKind, SettingChange},
    id::UserId,
    topic::Topic,
    voice::Voice,
};
use souffleur_question::question::release;
use souffleur_store::{Settings, Tx};

/// What became of a thing that was to be as somebody wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is new.
    Added,
    /// It differed.
    Changed,
    /// It was like that already.
    Unchanged,
}

/// A change under way. It is undone when dropped.
pub(crate) struct Change {
    pub(crate) tx: Tx,
    pub(crate) now: Timestamp,
    /// The settings as the transaction sees them; who changes something keeps this in step.
    pub(crate) settings: Settings,
    /// Every topic with its place and whether it is in use.
    pub(crate) topics: Vec<(Topic, i32, bool)>,
    /// Every voice and whether it is in use.
    pub(crate) voices: Vec<(Voice, bool)>,
    pub(crate) app: App,
    actor: Actor,
    /// Whether a whole desk is made to agree with a file.
    pub(crate) by_file: bool,
    events: Vec<Event>,
    /// Who may hold questions no longer, and has to hand over what they hold.
    pub(crate) leaving: Vec<UserId>,
}

impl Change {
    /// Begins a change; the caller has asked whether the actor may.
    pub(crate) async fn begin(app: &App, actor: Actor) -> Result<Self, Error> {
        let mut tx = app.store().begin().await?;
        // What one change may do depends on what the settings are: two at once must not each see the other's state before.
        tx.lock_settings().await?;
        let (settings, topics, voices) =
            (tx.load_settings().await?, tx.all_topics().await?, tx.all_voices().await?);
        let (now, app) = (app.now(), app.clone());
        Ok(Self {
            tx,
            now,
            settings,
            topics,
            voices,
            app,
            actor,
            by_file: false,
            events: Vec::new(),
            leaving: Vec::new(),
        })
    }

    /// Notes a change of a setting.
    pub(crate) fn note(&mut self, what: &str, key: &str, change: SettingChange) {
        let what = EventKind::SettingChanged { what: what.to_owned(), key: key.to_owned(), change };
        let id = self.app.id(self.now);
        self.events.push(Event { id, question: None, by: self.actor, at: self.now, what });
    }

    /// Notes what became of a thing, if anything did.
    pub(crate) fn note_outcome(&mut self, what: &str, key: &str, outcome: Outcome) {
        match outcome {
            Outcome::Added => self.note(what, key, SettingChange::Added),
            Outcome::Changed => self.note(what, key, SettingChange::Changed),
            Outcome::Unchanged => {}
        }
    }

    /// Makes it so, here at once and on other nodes as soon as they hear of it.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        if self.events.is_empty() {
            return Ok(self.tx.commit().await?);
        }
        self.tx.append(&self.events).await?;
        self.tx.bump_settings().await?;
        self.tx.commit().await?;
        self.app.reload_settings().await?;
        for user in self.leaving {
            // Few changes come here, and each would carry the whole of it.
            Box::pin(release(&self.app, user)).await?;
        }
        Ok(())
    }
}
