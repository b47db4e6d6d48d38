//! What every letter of the desk has in common.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};
use souffleur_channels::email::Mailbox;
use souffleur_core::{Language, id::OutboxId, outgoing::Face, text::Email, user::User};
use souffleur_render::{Engine, Letter, Locale, RenderedLetter, Scene};

use crate::{
    App,
    entropy::Entropy,
    error::Error,
    snapshot::{Settings, zone_of},
};

/// The paper that letters are written on: the desk's name and addresses, its hour and its zone.
pub struct MailContext<'a> {
    /// Templates and messages.
    pub engine: &'a Engine,
    /// The source of ids.
    pub entropy: &'a dyn Entropy,
    /// The settings as of the letter.
    pub settings: Arc<Settings>,
    /// The beginning of every link.
    pub public_url: &'a str,
    /// The desk's own address.
    pub address: &'a Email,
    /// When the letter is written.
    pub now: Timestamp,
}

impl std::fmt::Debug for MailContext<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailContext")
            .field("address", &self.address)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl<'a> MailContext<'a> {
    /// The desk's paper, at an instant.
    pub fn of(app: &'a App, now: Timestamp) -> Self {
        Self {
            engine: app.engine(),
            entropy: app.entropy(),
            settings: app.settings(),
            public_url: app.config().public_url.trim_end_matches('/'),
            address: &app.config().mail_address,
            now,
        }
    }

    /// The hour on it.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new id of an outbox item.
    pub fn id(&self) -> OutboxId {
        self.entropy.id(self.now)
    }

    /// The address of a path of ours.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// A Message-ID of ours.
    pub fn message_id(&self, local: impl std::fmt::Display) -> String {
        let domain = self.address.rsplit('@').next().unwrap_or("localhost");
        format!("{local}@{domain}")
    }

    /// The name of the desk.
    pub fn desk_name(&self) -> String {
        self.settings.desk.name.to_string()
    }

    /// The voice, at the desk's address.
    pub fn voice(&self, face: &Face) -> Mailbox {
        Mailbox { name: face.name().to_owned(), address: self.address.clone() }
    }

    /// The desk itself, to its own people.
    pub fn desk(&self) -> Mailbox {
        Mailbox { name: self.desk_name(), address: self.address.clone() }
    }

    /// The zone that customers are told the time in.
    pub fn zone(&self) -> TimeZone {
        let calendar = self.settings.default_calendar();
        calendar.map_or(TimeZone::UTC, |stored| stored.calendar.time_zone().clone())
    }

    /// The city of that zone: `Europe/Paris` is "Paris" to a reader.
    pub fn city(&self) -> String {
        let zone = self.zone();
        let name = zone.iana_name().unwrap_or("UTC");
        name.rsplit('/').next().unwrap_or(name).replace('_', " ")
    }

    /// The language that one of the house reads.
    pub fn language_of(&self, user: &User) -> Language {
        let desks = self.settings.desk.languages.first().copied();
        user.language.or(desks).unwrap_or_default()
    }

    /// Renders a letter in a language and in the zone that customers are told the time in.
    pub fn write_to_customer(
        &self,
        letter: &impl Letter,
        language: Language,
    ) -> Result<RenderedLetter, Error> {
        self.write(letter, language, self.zone())
    }

    /// Renders a letter in the language and the zone of one of the staff.
    pub fn write_to_staff(&self, letter: &impl Letter, user: &User) -> Result<RenderedLetter, Error> {
        self.write(letter, self.language_of(user), zone_of(&self.settings, user))
    }

    fn write(
        &self,
        letter: &impl Letter,
        language: Language,
        zone: TimeZone,
    ) -> Result<RenderedLetter, Error> {
        let language = match language {
            Language::Fr => souffleur_render::Language::Fr,
            Language::En => souffleur_render::Language::En,
        };
        let scene = Scene::new(Locale::new(language, zone), self.now);
        let rendered = self.engine.render_letter(letter, &scene).map_err(Error::internal)?;
        Ok(RenderedLetter { text: tidy(&rendered.text), ..rendered })
    }
}

/// How colleagues greet somebody.
pub fn first_name(user: &User) -> String {
    user.name.split_whitespace().next().unwrap_or_default().to_owned()
}

/// A plain letter ends with one line end and has no gap of several empty lines, whatever the template left out.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().lines() {
        // The space after two dashes is what mail programs know a signature by; no other has a meaning.
        let line = if line == "-- " { line } else { line.trim_end() };
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty <= 1 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
