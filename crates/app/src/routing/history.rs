//! Questions that were asked and answered before the desk existed: kept as closed questions that can be searched, and
//! learned from. They are promised nothing afterwards, so that no figure of the desk counts them.

use std::{collections::HashMap, io::Read, sync::Arc};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use sha2::{Digest as _, Sha256};
use souffleur_core::{
    Actor,
    assignment::{Assignment, DecidedBy},
    channel::Channel,
    customer::{Customer, Identity},
    event::What,
    id::{CustomerId, TopicId, UserId},
    language::Language,
    message::{Author, Message, Weight},
    question::{Holder, Question, Status, Visibility},
    routing::detect,
    text::{Body, Email, ExternalId, Key, Name, Remark},
    voice::Voice,
};
use souffleur_store::{ExampleSource, Tx};

use super::{
    learn::Lesson,
    retrain::retrain,
    table::{Row, RowError, Table},
};
use crate::{app::App, error::Error, ledger::Ledger, snapshot::Settings};

/// Rows that share a transaction: few enough that questions asked meanwhile do not wait long for theirs.
const BATCH: usize = 50;

/// What became of a file of past questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryImported {
    /// Questions that are new.
    pub imported: u64,
    /// Questions that an earlier import had brought.
    pub repeated: u64,
    /// Questions that the router learned from.
    pub learned: u64,
    /// Rows that could not be taken.
    pub errors: Vec<RowError>,
}

/// Imports past questions (`asked_at,customer,body,topic,expert,reply,replied_at`) and trains the router anew. Topics
/// are named by key or name, experts by address or name. A row that came before is left as it is.
pub async fn import_history(
    app: &App,
    source: impl Read + Send,
    progress: impl Fn(u64) + Send,
) -> Result<HistoryImported, Error> {
    let mut table =
        Table::open(source, &["asked_at", "body"], &["customer", "topic", "expert", "reply", "replied_at"])?;
    let mut import = Import::new(app)?;
    let mut rows = 0;
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        let next = table.next();
        let last = next.is_none();
        if let Some((line, row)) = next {
            rows += 1;
            match row.and_then(|row| import.read(&row)) {
                Ok(past) => batch.push(past),
                Err(reason) => import.outcome.errors.push(RowError { line, reason }),
            }
        }
        if batch.len() == BATCH || (last && !batch.is_empty()) {
            import.write(&std::mem::take(&mut batch)).await?;
            progress(rows);
        }
        if last {
            break;
        }
    }
    if import.outcome.learned > 0 {
        retrain(app).await?;
    }
    Ok(import.outcome)
}

struct Import<'a> {
    app: &'a App,
    settings: Arc<Settings>,
    channel: Channel,
    zone: TimeZone,
    customers: HashMap<Name, CustomerId>,
    outcome: HistoryImported,
}

/// One past question, checked.
struct Past {
    external_id: ExternalId,
    asked_at: Timestamp,
    name: Name,
    email: Option<Email>,
    body: Body,
    topic: Option<TopicId>,
    expert: Option<UserId>,
    reply: Option<(Body, Timestamp)>,
}

impl<'a> Import<'a> {
    fn new(app: &'a App) -> Result<Self, Error> {
        let settings = app.settings();
        let key = Key::parse("import").map_err(Error::internal)?;
        let zone = settings.default_calendar().map_or(TimeZone::UTC, |own| own.calendar.time_zone().clone());
        let (customers, outcome) = (HashMap::new(), HistoryImported::default());
        Ok(Self { app, settings, channel: Channel::Bridged(key), zone, customers, outcome })
    }

    fn read(&self, row: &Row<'_>) -> Result<Past, String> {
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
        instant.ok_or_else(|| format!("{column} `{said}` is not a time like 2026-03-02T09:30:00Z"))
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

    async fn write(&mut self, batch: &[Past]) -> Result<(), Error> {
        let now = self.app.now();
        let mut tx = self.app.store().begin().await?;
        let mut lessons = Vec::new();
        for past in batch {
            if tx.message_by_external(&self.channel, &past.external_id).await?.is_some() {
                self.outcome.repeated += 1;
                continue;
            }
            let question = self.write_one(&mut tx, past).await?;
            let lesson =
                |topic| Lesson::new(ExampleSource::History, topic, past.body.to_string(), Some(question.id));
            lessons.extend(past.topic.map(lesson));
            self.outcome.imported += 1;
        }
        Lesson::store(&lessons, &mut tx, now).await?;
        tx.commit().await?;
        self.outcome.learned += lessons.len() as u64;
        Ok(())
    }

    async fn write_one(&mut self, tx: &mut Tx, past: &Past) -> Result<Question, Error> {
        let settings = Arc::clone(&self.settings);
        let desks = settings.desk.languages.first().copied();
        let language = detect(&past.body).or(desks).unwrap_or_default();
        let voice = settings.voice_for(language).ok_or_else(|| Error::internal("the desk has no voice"))?;
        let customer = self.customer(tx, past).await?;
        let number = tx.next_number().await?;
        let question = self.question(past, number, customer, language, voice);
        tx.insert_question(&question, None).await?;
        let first = self.message(Author::Customer, past.body.clone(), past.asked_at);
        tx.insert_message(question.id, &first, &self.channel, Some(&past.external_id)).await?;
        let assignment = self.assignment(past, &question)?;
        tx.insert_assignment(&assignment).await?;
        let mut ledger = Ledger::new(self.app, Actor::Desk, self.app.now(), question.id);
        ledger.note_at(past.asked_at, What::Asked { message: first.id });
        let Assignment { id, holder: to, decided_by, .. } = assignment;
        ledger.note_at(past.asked_at, What::Assigned { assignment: id, from: None, to, decided_by });
        if let Some((body, at)) = &past.reply {
            let reply = self.message(Author::Voice(voice.id), body.clone(), *at);
            tx.insert_message(question.id, &reply, &self.channel, None).await?;
            ledger.note_at(*at, What::Replied { message: reply.id, draft: None, unchanged: false });
        }
        ledger.append(tx).await?;
        Ok(question)
    }

    async fn customer(&mut self, tx: &mut Tx, past: &Past) -> Result<CustomerId, Error> {
        let identity = past.email.clone().map(Identity::Email);
        let known = match &identity {
            Some(identity) => tx.customer_by(identity).await?.map(|customer| customer.id),
            None => self.customers.get(&past.name).copied(),
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let (id, email) = (self.app.id(past.asked_at), past.email.clone());
        let customer = Customer { id, name: past.name.clone(), email, handle: None };
        tx.insert_customer(&customer, past.asked_at).await?;
        match &identity {
            Some(identity) => tx.add_identity(id, identity).await?,
            None => drop(self.customers.insert(past.name.clone(), id)),
        }
        Ok(id)
    }

    fn question(
        &self,
        past: &Past,
        number: i64,
        customer: CustomerId,
        language: Language,
        voice: &Voice,
    ) -> Question {
        Question {
            id: self.app.id(past.asked_at),
            number,
            token: self.app.entropy().token(),
            version: 1,
            status: Status::Closed,
            hidden_reason: None,
            // Who asked back then did not ask on a wall.
            visibility: Visibility::Private,
            channel: self.channel.clone(),
            external_id: Some(past.external_id.clone()),
            subject: None,
            language,
            topic: past.topic,
            customer,
            voice: voice.id,
            holder: Holder::from(past.expert),
            asked_at: past.asked_at,
        }
    }

    fn message(&self, author: Author, body: Body, at: Timestamp) -> Message {
        Message { id: self.app.id(at), author, body, at, channel_at: Some(at), weight: Weight::Reply }
    }

    fn assignment(&self, past: &Past, question: &Question) -> Result<Assignment, Error> {
        let people = if past.expert.is_some() { DecidedBy::CommunityManager } else { DecidedBy::Fallback };
        Ok(Assignment {
            id: self.app.id(past.asked_at),
            question: question.id,
            holder: question.holder,
            topic: question.topic,
            decided_by: people,
            confidence: None,
            explanation: None,
            reason: Some(Remark::parse("import").map_err(Error::internal)?),
            by: Actor::Desk,
            at: past.asked_at,
        })
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
    for column in ["asked_at", "customer", "body", "topic", "expert", "reply", "replied_at"] {
        hash.update(row.cell(column).unwrap_or_default());
        hash.update([0x1f]);
    }
    let name = data_encoding::HEXLOWER.encode(&hash.finalize());
    ExternalId::parse(&name).map_err(|error| error.to_string())
}
