//! Questions that were asked and answered before the desk existed: kept as closed questions that can be searched, and
//! learned from. They are promised nothing afterwards, so that no figure of the desk counts them.

use std::{collections::HashMap, io::Read, sync::Arc};

use jiff::Timestamp;
use souffleur_app::training::retrain;
use souffleur_app::{App, error::Error, history::History, snapshot::Settings};
use souffleur_core::{
    Actor,
    assignment::{Assignment, DecidedBy},
    channel::Channel,
    customer::{Customer, Identity},
    event::EventKind,
    id::CustomerId,
    language::Language,
    message::{Author, Message, MessageKind},
    question::{Assignee, Question, Status, Visibility},
    stopword::detect_language,
    text::{Body, Key, Name, Remark},
    voice::Voice,
};
use souffleur_question::routing::Lesson;
use souffleur_store::{ExampleSource, Tx};

use super::{
    past::{OPTIONAL, Past, PastReader, REQUIRED},
    progress::{ImportProgress, say},
};
use crate::table::{RowError, Table};

/// Rows that share a transaction: few enough that questions asked meanwhile do not wait long for theirs.
const BATCH: usize = 50;
/// Rows after which the page is told how far it is.
const SAID: u64 = 1_000;

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
/// are named by key or name, experts by address or name. A row that came before is left as it is. Questions are taken in
/// as usual meanwhile: a few rows share a transaction, and the training has threads of its own.
pub async fn import_history(
    app: &App,
    source: impl Read + Send,
    progress: impl Fn(u64) + Send,
) -> Result<HistoryImported, Error> {
    let mut table = Table::open(source, REQUIRED, OPTIONAL)?;
    let reader = PastReader::new(app.settings(), app.now());
    let mut import = Import::new(app)?;
    let (mut rows, mut batch) = (0, Vec::with_capacity(BATCH));
    while let Some((line, row)) = table.next() {
        rows += 1;
        match row.and_then(|row| reader.read(&row)) {
            Ok(past) => batch.push(past),
            Err(reason) => import.outcome.errors.push(RowError { line, reason }),
        }
        if batch.len() == BATCH {
            import.write(&std::mem::take(&mut batch)).await?;
            progress(rows);
            if rows % SAID == 0 {
                say(app, Some(import.progress(rows, false))).await?;
            }
        }
    }
    if !batch.is_empty() {
        import.write(&batch).await?;
    }
    progress(rows);
    if import.outcome.learned > 0 {
        say(app, Some(import.progress(rows, true))).await?;
        retrain(app).await?;
    }
    say(app, None).await?;
    Ok(import.outcome)
}

/// Looks at every row of a file and writes none: what is wrong with it, for who wants all of it or nothing.
pub fn check_history(app: &App, source: impl Read) -> Result<Vec<RowError>, Error> {
    let mut table = Table::open(source, REQUIRED, OPTIONAL)?;
    let reader = PastReader::new(app.settings(), app.now());
    let mut errors = Vec::new();
    while let Some((line, row)) = table.next() {
        if let Err(reason) = row.and_then(|row| reader.read(&row).map(drop)) {
            errors.push(RowError { line, reason });
        }
    }
    Ok(errors)
}

struct Import<'a> {
    app: &'a App,
    settings: Arc<Settings>,
    channel: Channel,
    customers: HashMap<Name, CustomerId>,
    outcome: HistoryImported,
}

impl<'a> Import<'a> {
    fn new(app: &'a App) -> Result<Self, Error> {
        let settings = app.settings();
        let key = Key::parse(Channel::IMPORT).map_err(Error::internal)?;
        let (customers, outcome) = (HashMap::new(), HistoryImported::default());
        Ok(Self { app, settings, channel: Channel::Bridged(key), customers, outcome })
    }

    fn progress(&self, rows: u64, training: bool) -> ImportProgress {
        ImportProgress { rows, refused: self.outcome.errors.len() as u64, training }
    }

    async fn write(&mut self, batch: &[Past]) -> Result<(), Error> {
        let now = self.app.now();
        let mut tx = self.app.store().begin().await?;
        let (mut lessons, mut deeds) = (Vec::new(), Vec::new());
        for past in batch {
            if tx.message_by_external(&self.channel, &past.external_id).await?.is_some() {
                self.outcome.repeated += 1;
                continue;
            }
            let question = self.write_one(&mut tx, past).await?;
            let lesson =
                |topic| Lesson::new(ExampleSource::History, topic, past.body.to_string(), Some(question.id));
            lessons.extend(past.topic.map(lesson));
            deeds.extend(past.deed());
            self.outcome.imported += 1;
        }
        Lesson::store(&lessons, &mut tx, now).await?;
        tx.note_deeds(&deeds).await?;
        tx.commit().await?;
        self.app.router().loads.noted(&deeds);
        self.outcome.learned += lessons.len() as u64;
        Ok(())
    }

    async fn write_one(&mut self, tx: &mut Tx, past: &Past) -> Result<Question, Error> {
        let settings = Arc::clone(&self.settings);
        let desks = settings.desk.languages.first().copied();
        let language = detect_language(&past.body).or(desks).unwrap_or_default();
        let voice = settings.voice_for(language).ok_or_else(|| Error::internal("the desk has no voice"))?;
        let customer = self.customer(tx, past).await?;
        let number = tx.next_number().await?;
        let question = self.question(past, number, customer, language, voice);
        tx.insert_question(&question, None).await?;
        let first = self.message(Author::Customer, past.body.clone(), past.asked_at);
        tx.insert_message(question.id, &first, &self.channel, Some(&past.external_id)).await?;
        let assignment = self.assignment(past, &question)?;
        tx.insert_assignment(&assignment).await?;
        let mut history = History::new(self.app, Actor::Desk, self.app.now(), question.id);
        history.note_at(past.asked_at, EventKind::Asked { message: first.id });
        let Assignment { id, assignee: to, decided_by, .. } = assignment;
        history.note_at(past.asked_at, EventKind::Assigned { assignment: id, from: None, to, decided_by });
        if let Some((body, at)) = &past.reply {
            let reply = self.message(Author::Voice(voice.id), body.clone(), *at);
            tx.insert_message(question.id, &reply, &self.channel, None).await?;
            history.note_at(*at, EventKind::Replied { message: reply.id, draft: None, unchanged: false });
        }
        history.append(tx).await?;
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
        let customer = Customer { id, name: past.name.clone(), email, handle: None, tags: Vec::new() };
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
        let id = self.app.id(past.asked_at);
        Question {
            id,
            number,
            token: self.app.token_hash(&self.app.thread_token(id)),
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
            assignee: Assignee::from(past.expert),
            asked_at: past.asked_at,
            snoozed_until: None,
            lead: None,
            merged_into: None,
        }
    }

    fn message(&self, author: Author, body: Body, at: Timestamp) -> Message {
        Message { id: self.app.id(at), author, body, at, channel_at: Some(at), weight: MessageKind::Reply }
    }

    fn assignment(&self, past: &Past, question: &Question) -> Result<Assignment, Error> {
        let people = if past.expert.is_some() { DecidedBy::CommunityManager } else { DecidedBy::Fallback };
        Ok(Assignment {
            id: self.app.id(past.asked_at),
            question: question.id,
            assignee: question.assignee,
            topic: question.topic,
            decided_by: people,
            confidence: None,
            explanation: None,
            reason: Some(Remark::parse("import").map_err(Error::internal)?),
            by: Actor::Desk,
            at: past.asked_at,
            opened_at: None,
        })
    }
}
