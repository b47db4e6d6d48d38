//! The history of one use case, gathered while it works and written with it.

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    event::{Event, EventKind},
    id::QuestionId,
};
use souffleur_store::Tx;

use crate::{App, error::Error};

/// Events that one use case appends to the history of a question.
pub struct History {
    app: App,
    actor: Actor,
    now: Timestamp,
    question: QuestionId,
    events: Vec<Event>,
}

impl History {
    /// A history of what somebody does to a question now.
    pub fn new(app: &App, actor: Actor, now: Timestamp, question: QuestionId) -> Self {
        Self { app: app.clone(), actor, now, question, events: Vec::new() }
    }

    /// The instant of the change.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Notes what they did.
    pub fn note(&mut self, what: EventKind) {
        self.write(self.actor, self.now, what);
    }

    /// Notes what the desk itself found to be true at another time, such as a broken promise.
    pub fn note_at(&mut self, at: Timestamp, what: EventKind) {
        self.write(Actor::Desk, at, what);
    }

    /// Notes what the desk itself does in consequence.
    pub fn note_as_desk(&mut self, what: EventKind) {
        self.write(Actor::Desk, self.now, what);
    }

    /// A line for the history of a question that the desk itself adds, outside any history.
    pub fn line(app: &App, now: Timestamp, question: QuestionId, what: EventKind) -> Event {
        Event { id: app.id(now), question: Some(question), by: Actor::Desk, at: now, what }
    }

    fn write(&mut self, by: Actor, at: Timestamp, what: EventKind) {
        let id = self.app.id(self.now);
        self.events.push(Event { id, question: Some(self.question), by, at, what });
    }

    /// Adds the lines to the history.
    pub async fn append(self, tx: &mut Tx) -> Result<(), Error> {
        self.app.inbox_counts().act(self.app.store(), self.actor);
        Ok(tx.append(&self.events).await?)
    }
}
