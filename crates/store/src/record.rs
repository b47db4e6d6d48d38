//! What the desk has seen of each expert on each topic: kept up in the transaction of every change, and computed again
//! from the history by whoever wants to be sure.

mod replay;

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, QuerySelect as _, sea_query::OnConflict,
};
use souffleur_core::id::{QuestionId, TopicId, UserId};
use souffleur_routing::{ExpertRecord, Observation};

use crate::{
    entity::{counter, routing_record},
    error::Error,
    instant::{instant, millis},
    reader::Reader,
    routing::ExampleSource,
    tx::Tx,
};

/// What the history teaches the router: a question's text under a topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Taught {
    /// The question.
    pub question: QuestionId,
    /// What it is about.
    pub topic: TopicId,
    /// Its text.
    pub text: String,
    /// How that is known: somebody corrected the router, or it was answered under the topic.
    pub source: ExampleSource,
    /// When.
    pub at: Timestamp,
}

/// What was computed from the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebuilt {
    /// How many records there are now.
    pub records: u64,
    /// What the router is taught, in the order of the questions.
    pub lessons: Vec<Taught>,
}

/// Records by whom and on what they are.
pub type Records = BTreeMap<(UserId, TopicId), ExpertRecord>;

/// The counter that remembers that the records were made; it never counts further than one.
const MADE: &str = "routing_records";

impl Reader {
    /// Whether the records have been made from the history before.
    pub async fn records_are_made(&self) -> Result<bool, Error> {
        Ok(counter::Entity::find_by_id(MADE).one(&self.conn()).await?.is_some())
    }

    /// Everybody's records.
    pub async fn records(&self) -> Result<Records, Error> {
        let rows = routing_record::Entity::find().all(&self.conn()).await?;
        rows.iter()
            .map(|row| Ok(((UserId::new(row.user_id), TopicId::new(row.topic_id)), value(row)?)))
            .collect()
    }

    /// Where the records are not what the history says, each as a line to read.
    pub(crate) async fn wrong_records(&self) -> Result<(u64, Vec<String>), Error> {
        let (stored, computed) = (self.records().await?, self.history().await?.0);
        let mut wrong = Vec::new();
        for (key @ (expert, topic), record) in &computed {
            match stored.get(key) {
                Some(kept) if kept.agrees_with(record) => {}
                kept => {
                    wrong.push(format!("expert {expert} on topic {topic}: {kept:?}, should be {record:?}"));
                }
            }
        }
        let extra = stored.keys().filter(|key| !computed.contains_key(key));
        wrong.extend(
            extra.map(|(expert, topic)| format!("expert {expert} on topic {topic}: should have no record")),
        );
        Ok((stored.len() as u64, wrong))
    }
}

impl Tx {
    /// Adds what happened to the records of those concerned. Whoever changes a question holds it by then, and the rows are
    /// taken in one order, so that nobody waits in a circle.
    pub async fn note_deeds(&mut self, deeds: &[Observation]) -> Result<(), Error> {
        let mut by_record: BTreeMap<(UserId, TopicId), Vec<Observation>> = BTreeMap::new();
        for noted in deeds {
            by_record.entry((noted.expert, noted.topic)).or_default().push(*noted);
        }
        for ((expert, topic), deeds) in by_record {
            let Some(first) = deeds.first() else { continue };
            let (key, fresh) =
                ((expert.raw(), topic.raw()), row(expert, topic, &ExpertRecord::new(first.at)));
            let insert = routing_record::Entity::insert(fresh.into_active_model());
            let there = [routing_record::Column::UserId, routing_record::Column::TopicId];
            let insert = insert.on_conflict(OnConflict::columns(there).do_nothing().to_owned());
            insert.try_insert().exec_without_returning(&self.conn()).await?;
            let row = routing_record::Entity::find_by_id(key).lock_exclusive().one(&self.conn()).await?;
            let mut record = value(&row.ok_or(Error::Missing("record"))?)?;
            for noted in &deeds {
                record.note(noted.deed, noted.at);
            }
            self.save_record(expert, topic, &record).await?;
        }
        Ok(())
    }

    /// Remembers that the records have been made from the history.
    pub async fn note_records_made(&mut self) -> Result<(), Error> {
        let made = counter::Model { name: MADE.to_owned(), value: 1 };
        let made: counter::ActiveModel = made.into();
        let again = OnConflict::column(counter::Column::Name).do_nothing().to_owned();
        counter::Entity::insert(made).on_conflict(again).exec_without_returning(&self.conn()).await?;
        Ok(())
    }

    /// Makes the records what the history says; also tells what the history teaches the router.
    pub async fn rebuild_records(&mut self) -> Result<Rebuilt, Error> {
        let (computed, lessons) = self.history().await?;
        routing_record::Entity::delete_many().exec(&self.conn()).await?;
        let rows: Vec<_> =
            computed.iter().map(|((expert, topic), record)| row(*expert, *topic, record)).collect();
        for some in rows.chunks(500) {
            self.insert_all(some.iter().cloned()).await?;
        }
        Ok(Rebuilt { records: rows.len() as u64, lessons })
    }

    async fn save_record(
        &mut self,
        expert: UserId,
        topic: TopicId,
        record: &ExpertRecord,
    ) -> Result<(), Error> {
        let model = row(expert, topic, record);
        let columns = routing_record::ActiveModel {
            user_id: Set(model.user_id),
            topic_id: Set(model.topic_id),
            sent: Set(model.sent),
            kept: Set(model.kept),
            chosen: Set(model.chosen),
            returned: Set(model.returned),
            passed: Set(model.passed),
            lately: Set(model.lately),
            last_sent_at: Set(model.last_sent_at),
            at: Set(model.at),
        };
        routing_record::Entity::update(columns).exec(&self.conn()).await?;
        Ok(())
    }
}

fn row(expert: UserId, topic: TopicId, record: &ExpertRecord) -> routing_record::Model {
    routing_record::Model {
        user_id: expert.raw(),
        topic_id: topic.raw(),
        sent: record.sent,
        kept: record.kept,
        chosen: record.chosen,
        returned: record.returned,
        passed: record.passed,
        lately: record.lately,
        last_sent_at: record.last_sent_at.map(millis),
        at: millis(record.at),
    }
}

fn value(row: &routing_record::Model) -> Result<ExpertRecord, Error> {
    Ok(ExpertRecord {
        sent: row.sent,
        kept: row.kept,
        chosen: row.chosen,
        returned: row.returned,
        passed: row.passed,
        lately: row.lately,
        last_sent_at: row.last_sent_at.map(instant).transpose()?,
        at: instant(row.at)?,
    })
}
