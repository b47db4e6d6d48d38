//! One row of a file of past questions: what it says, checked against the desk.

use std::sync::Arc;

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use sha2::{Digest as _, Sha256};
use souffleur_app::snapshot::Settings;
use souffleur_core::{
    id::{TopicId, UserId},
    text::{Body, Email, ExternalId, Name},
};
use souffleur_routing::{Observation, Outcome};

use crate::table::Row;

/// The columns that a file must have.
pub(super) const REQUIRED: &[&str] = &["asked_at", "body"];
/// The columns that it may have.
pub(super) const OPTIONAL: &[&str] = &["customer", "topic", "expert", "reply", "replied_at"];

/// One past question, checked.
pub(super) struct Past {
    pub(super) external_id: ExternalId,
    pub(super) asked_at: Timestamp,
    pub(super) name: Name,
    pub(super) email: Option<Email>,
    pub(super) body: Body,
    pub(super) topic: Option<TopicId>,
    pub(super) expert: Option<UserId>,
    pub(super) reply: Option<(Body, Timestamp)>,
}

impl Past {
    /// What an answer of old says of who gave it.
    pub(super) fn deed(&self) -> Option<Observation> {
        let (_, at) = self.reply.as_ref()?;
        Some(Observation {
            expert: self.expert?,
            topic: self.topic?,
            deed: Outcome::Sent { edit_overlap: 1.0 },
            at: *at,
        })
    }
}

/// Reads rows by the desk's topics, people and time zone.
pub(super) struct PastReader {
    settings: Arc<Settings>,
    zone: TimeZone,
    now: Timestamp,
}

impl PastReader {
    /// A reader for a desk as it is now.
    pub(super) fn new(settings: Arc<Settings>, now: Timestamp) -> Self {
        let zone = settings.default_calendar().map_or(TimeZone::UTC, |own| own.calendar.time_zone().clone());
        Self { settings, zone, now }
    }

    /// Checks a row; what is wrong with it is said for whoever made the file.
    pub(super) fn read(&self, row: &Row<'_>) -> Result<Past, String> {
        let required = |name: &'static str| row.cell(name).ok_or_else(|| format!("{name} is empty"));
        let asked_at = self.instant("asked_at", required("asked_at")?)?;
        let body = Body::parse(required("body")?).map_err(|error| format!("body {error}"))?;
        let (name, email) = customer(row.cell("customer").unwrap_or("–"))?;
        let expert = row.cell("expert").map(|said| self.expert(said)).transpose()?;
        let topic = match row.cell("topic") {
            Some(said) => Some(self.topic(said)?),
            None => expert.and_then(|expert| self.only_topic(expert)),
        };
        let reply = row.cell("reply").map(|said| Body::parse(said).map_err(|error| format!("reply {error}")));
        let replied_at = row.cell("replied_at").map(|said| self.instant("replied_at", said)).transpose()?;
        let replied_at = replied_at.unwrap_or(asked_at);
        if replied_at < asked_at {
            return Err("replied_at is before asked_at".to_owned());
        }
        let reply = reply.transpose()?.map(|body| (body, replied_at));
        let external_id = fingerprint(row)?;
        Ok(Past { external_id, asked_at, name, email, body, topic, expert, reply })
    }

    /// An instant, or a local time in the desk's own zone.
    fn instant(&self, column: &str, said: &str) -> Result<Timestamp, String> {
        let local =
            || said.parse::<DateTime>().ok()?.to_zoned(self.zone.clone()).ok().map(|zoned| zoned.timestamp());
        let instant = said.parse::<Timestamp>().ok().or_else(local);
        let instant = instant.and_then(|instant| Timestamp::from_millisecond(instant.as_millisecond()).ok());
        match instant {
            Some(instant) if instant > self.now => Err(format!("{column} `{said}` is in the future")),
            Some(instant) => Ok(instant),
            None => Err(format!("{column} `{said}` is not a time like 2026-03-02T09:30:00Z")),
        }
    }

    fn topic(&self, said: &str) -> Result<TopicId, String> {
        let found = self.settings.topic_called(said).map(|topic| topic.id);
        found.ok_or_else(|| format!("topic `{said}` is not one of the desk's"))
    }

    fn expert(&self, said: &str) -> Result<UserId, String> {
        let found = self.settings.user_called(said).map(|user| user.id);
        found.ok_or_else(|| format!("expert `{said}` is not one of the desk's users"))
    }

    /// What an expert's questions are about, where they can only be about one thing.
    fn only_topic(&self, expert: UserId) -> Option<TopicId> {
        match self.settings.user(expert)?.expertise.topics[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// A cell that is an address names the customer by it; anything else is a name.
fn customer(said: &str) -> Result<(Name, Option<Email>), String> {
    let named = |error| format!("customer {error}");
    match Email::parse(said) {
        Ok(email) => {
            let local = email.split('@').next().unwrap_or(said);
            Ok((Name::parse(local).map_err(named)?, Some(email)))
        }
        Err(_) => Ok((Name::parse(said).map_err(named)?, None)),
    }
}

/// Names a row by what it says, so that the same row is imported once.
fn fingerprint(row: &Row<'_>) -> Result<ExternalId, String> {
    let mut hash = Sha256::new();
    for column in REQUIRED.iter().chain(OPTIONAL) {
        hash.update(row.cell(column).unwrap_or_default());
        hash.update([0x1f]);
    }
    let name = data_encoding::HEXLOWER.encode(&hash.finalize());
    ExternalId::parse(&name).map_err(|error| error.to_string())
}
