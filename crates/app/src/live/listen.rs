//! The one listener to the store's notices: it brings what was committed here or on another node to where it matters.

use std::collections::HashSet;

use jiff::Timestamp;
use souffleur_core::id::{QuestionId, UserId};
use souffleur_store::{EventRef, Notice};
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::tell::tell;
use crate::hub::StreamsEnd;
use crate::{App, error::Error, training::take_up, viewers::GONE};

/// Notices that are looked at together.
const TOGETHER: usize = 64;

/// Starts to listen; ends by itself when the application is gone.
pub fn listen(app: &App) {
    let mut notices = app.store().subscribe();
    let weak = app.downgrade();
    tokio::spawn(async move {
        loop {
            let mut heard = Heard::default();
            match notices.recv().await {
                Ok(notice) => heard.add(notice),
                Err(RecvError::Lagged(_)) => heard.missed_some(),
                Err(RecvError::Closed) => return,
            }
            while heard.events.len() < TOGETHER {
                match notices.try_recv() {
                    Ok(notice) => heard.add(notice),
                    Err(TryRecvError::Lagged(_)) => heard.missed_some(),
                    Err(TryRecvError::Empty | TryRecvError::Closed) => break,
                }
            }
            let Some(app) = weak.upgrade() else { return };
            if let Err(error) = heard.act(&app).await {
                tracing::warn!(%error, error.sources = %crate::error::Sources(&error), "a notice could not be followed up; the next one will be");
            }
        }
    });
}

/// What some notices together ask for.
#[derive(Default)]
struct Heard {
    events: Vec<EventRef>,
    settings: bool,
    model: bool,
    alerts: HashSet<UserId>,
    writing: HashSet<QuestionId>,
    looking: Vec<(QuestionId, UserId, Option<Timestamp>)>,
    ended: Vec<StreamsEnd>,
}

impl Heard {
    fn add(&mut self, notice: Notice) {
        match notice {
            Notice::Event(event) => self.events.push(event),
            Notice::Settings => self.settings = true,
            Notice::Model => self.model = true,
            Notice::Writing(question) => drop(self.writing.insert(question)),
            Notice::Looking { question, user, until } => self.looking.push((question, user, until)),
            Notice::Alerts(user) => drop(self.alerts.insert(user)),
            Notice::SessionEnded(session) => self.ended.push(StreamsEnd::Session(session)),
            Notice::AccessChanged(user) => self.ended.push(StreamsEnd::User(user)),
            Notice::Gap => self.ended.push(StreamsEnd::All),
            Notice::Timers(_) | Notice::Replies | Notice::Outbox => {}
        }
    }

    fn missed_some(&mut self) {
        self.settings = true;
        self.model = true;
        self.ended.push(StreamsEnd::All);
    }

    async fn act(mut self, app: &App) -> Result<(), Error> {
        for (question, user, until) in std::mem::take(&mut self.looking) {
            // Clocks of nodes differ, and may be set: what counts is when it was heard here.
            let now = app.clock().elapsed();
            if app.viewers().heard(question, user, until.map(|_| now + GONE), now) {
                self.writing.insert(question);
            }
        }
        // Readers come back at once, so the settings that say what they may hear are read before.
        let changed = self.ended.iter().any(|which| !matches!(which, StreamsEnd::Session(_)));
        let reloaded = if self.settings || changed { app.reload_settings().await } else { Ok(()) };
        self.ended.drain(..).for_each(|which| app.hub().end(which));
        reloaded?;
        if self.model {
            take_up(app).await?;
        }
        self.alerts.iter().for_each(|user| app.hub().alert(*user));
        if !app.hub().has_listeners() {
            return Ok(());
        }
        let reader = app.store().read();
        for id in self.writing {
            if let Some(question) = reader.question(id).await? {
                let asked = reader.asked_about(&[id]).await?.remove(&id).unwrap_or_default();
                app.hub().writing(&question, asked);
            }
        }
        if self.events.is_empty() {
            return Ok(());
        }
        for told in tell(&reader, &self.events).await? {
            app.hub().tell(told);
        }
        Ok(())
    }
}
