//! The records as the history tells them: every question's life read again, with nothing but its events, its
//! assignments, and the texts of its drafts and answers.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::{
    assignment::DecidedBy,
    channel::Channel,
    event::{Event, EventKind},
    id::{QuestionId, TopicId, UserId},
};
use souffleur_routing::{ExpertRecord, Observation, Outcome, Reassignment, edit_overlap};
use uuid::Uuid;

use super::{Records, Taught};
use crate::{
    entity::{assignment, draft, draft_version, event, message, question},
    error::Error,
    event::value,
    reader::Reader,
    routing::ExampleSource,
};

/// Questions that are read together.
const BATCH: u64 = 500;
/// The lines of the history that say something of an expert.
const TELLING: [&str; 4] = ["assigned", "replied", "draft_returned", "topic_changed"];

/// What the lines of some questions refer to.
struct Beside {
    assignments: HashMap<Uuid, assignment::Model>,
    drafts: HashMap<Uuid, draft::Model>,
    drafted: HashMap<(Uuid, i32), String>,
    replied: HashMap<Uuid, String>,
    /// What each question began with.
    asked: HashMap<Uuid, String>,
}

impl Beside {
    /// The text that the router read.
    fn text(&self, question: &question::Model) -> String {
        let body = self.asked.get(&question.id).map(String::as_str).unwrap_or_default();
        match &question.subject {
            Some(subject) if !subject.trim().is_empty() => format!("{subject}\n{body}"),
            _ => body.to_owned(),
        }
    }
}

impl Reader {
    /// The records, and what the router is taught, computed from the history alone.
    pub(crate) async fn history(&self) -> Result<(Records, Vec<Taught>), Error> {
        let (mut records, mut lessons, mut after) = (Records::new(), Vec::new(), Uuid::nil());
        loop {
            let questions = question::Entity::find()
                .filter(question::COLUMN.id.gt(after))
                .order_by_asc(question::COLUMN.id)
                .limit(BATCH)
                .all(&self.conn())
                .await?;
            let Some(last) = questions.last() else { return Ok((records, lessons)) };
            after = last.id;
            let ids: Vec<Uuid> = questions.iter().map(|question| question.id).collect();
            let beside = self.beside(&ids).await?;
            let events = event::Entity::find()
                .filter(event::COLUMN.question_id.is_in(ids))
                .filter(event::COLUMN.kind.is_in(TELLING))
                .order_by_asc(event::COLUMN.id);
            let mut by_question: HashMap<Uuid, Vec<Event>> = HashMap::new();
            for row in events.all(&self.conn()).await? {
                let question = row.question_id.unwrap_or_default();
                by_question.entry(question).or_default().push(value(&row)?);
            }
            for question in &questions {
                let imported = Channel::parse(&question.channel).is_ok_and(|channel| channel.is_import());
                let mut life = Life {
                    imported,
                    begun: false,
                    beside: &beside,
                    holder: None,
                    topic: None,
                    taught: Vec::new(),
                };
                for event in by_question.remove(&question.id).unwrap_or_default() {
                    for noted in life.deeds(&event) {
                        let record = records.entry((noted.expert, noted.topic));
                        record.or_insert_with(|| ExpertRecord::new(noted.at)).note(noted.deed, noted.at);
                    }
                }
                let text = beside.text(question);
                let taught = |(topic, source, at)| Taught {
                    question: QuestionId::new(question.id),
                    topic,
                    text: text.clone(),
                    source,
                    at,
                };
                lessons.extend(life.taught.into_iter().map(taught));
            }
        }
    }

    async fn beside(&self, questions: &[Uuid]) -> Result<Beside, Error> {
        let of = || questions.iter().copied();
        let assignments = assignment::Entity::find().filter(assignment::COLUMN.question_id.is_in(of()));
        let drafts =
            draft::Entity::find().filter(draft::COLUMN.question_id.is_in(of())).all(&self.conn()).await?;
        let versions = draft_version::Entity::find()
            .filter(draft_version::COLUMN.draft_id.is_in(drafts.iter().map(|draft| draft.id)));
        let messages = message::Entity::find()
            .filter(message::COLUMN.question_id.is_in(of()))
            .order_by_desc(message::COLUMN.id);
        let messages = messages.all(&self.conn()).await?;
        let (replies, asked): (Vec<_>, Vec<_>) = messages.into_iter().partition(|row| row.author == "voice");
        let versions = versions.all(&self.conn()).await?;
        Ok(Beside {
            assignments: assignments.all(&self.conn()).await?.into_iter().map(|row| (row.id, row)).collect(),
            drafts: drafts.into_iter().map(|row| (row.id, row)).collect(),
            drafted: versions.into_iter().map(|row| ((row.draft_id, row.version), row.body)).collect(),
            replied: replies.into_iter().map(|row| (row.id, row.body)).collect(),
            // The first of each question comes last, and stays.
            asked: asked.into_iter().map(|row| (row.question_id, row.body)).collect(),
        })
    }
}

/// One question on its way through its history.
struct Life<'a> {
    imported: bool,
    /// Whether somebody has held it yet.
    begun: bool,
    beside: &'a Beside,
    holder: Option<UserId>,
    topic: Option<TopicId>,
    /// What it taught the router, and when.
    taught: Vec<(TopicId, ExampleSource, Timestamp)>,
}

impl Life<'_> {
    fn deeds(&mut self, event: &Event) -> Vec<Observation> {
        match &event.what {
            EventKind::Assigned { assignment, to, decided_by, .. } => {
                let made = self.beside.assignments.get(&assignment.raw());
                let topic = made.and_then(|made| made.topic_id).map(TopicId::new);
                let from = (self.holder, self.topic);
                let first = !std::mem::replace(&mut self.begun, true);
                (self.holder, self.topic) = (to.expert(), topic);
                if first {
                    return Vec::new();
                }
                let named = made.is_some_and(|made| made.explanation.is_none());
                let person = matches!(decided_by, DecidedBy::CommunityManager | DecidedBy::Expert);
                if let Some(topic) = topic.filter(|topic| named && person && from.1 != Some(*topic)) {
                    self.taught.push((topic, ExampleSource::Correction, event.at));
                }
                let (to, decided_by, at) = ((self.holder, topic), *decided_by, event.at);
                Reassignment { from, to, decided_by, named, at }.observations()
            }
            EventKind::TopicChanged { to, .. } => {
                self.topic = Some(*to);
                self.taught.push((*to, ExampleSource::Correction, event.at));
                Vec::new()
            }
            EventKind::Replied { draft: None, .. } if self.imported => {
                self.noted(self.holder, Outcome::Sent { edit_overlap: 1.0 }, event)
            }
            EventKind::Replied { message, draft: Some(draft), .. } => {
                let Some(made) = self.beside.drafts.get(&draft.raw()) else { return Vec::new() };
                let author = Some(UserId::new(made.author_id));
                if let Some(topic) = self.topic.filter(|_| author == self.holder) {
                    self.taught.push((topic, ExampleSource::Answered, event.at));
                }
                let drafted = self.beside.drafted.get(&(made.id, made.version));
                let replied = self.beside.replied.get(&message.raw());
                let edit_overlap =
                    drafted.zip(replied).map_or(0.0, |(drafted, replied)| edit_overlap(drafted, replied));
                self.noted(author, Outcome::Sent { edit_overlap }, event)
            }
            EventKind::DraftReturned { draft, .. } => {
                let author = self.beside.drafts.get(&draft.raw()).map(|made| UserId::new(made.author_id));
                self.noted(author, Outcome::Returned, event)
            }
            _ => Vec::new(),
        }
    }

    fn noted(&self, expert: Option<UserId>, deed: Outcome, event: &Event) -> Vec<Observation> {
        let noted =
            expert.zip(self.topic).map(|(expert, topic)| Observation { expert, topic, deed, at: event.at });
        noted.into_iter().collect()
    }
}
