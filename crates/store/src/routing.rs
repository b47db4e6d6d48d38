//! What the router learns from, and what it has learned.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use souffleur_core::id::{QuestionId, TopicId};

use crate::{
    entity::{question, routing_example, routing_model},
    error::{Error, Sound as _},
    instant::{instant, millis},
    notice::Notice,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "routing example";
/// Rows in one statement: far below what either database takes.
const AT_ONCE: usize = 500;
/// Models that are kept to go back to.
const KEPT: usize = 6;

/// A text whose topic is known, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredExample {
    /// What it is about.
    pub topic: TopicId,
    /// The text of a question or page.
    pub text: String,
    /// How much it counts.
    pub weight: f64,
    /// How the topic is known.
    pub source: ExampleSource,
    /// The question it was, if it was one of this desk.
    pub question: Option<QuestionId>,
    /// When it became known.
    pub at: Timestamp,
}

/// A model that is kept, without what it learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelVersion {
    /// Its version.
    pub version: i64,
    /// How many examples it was trained on.
    pub examples: i64,
    /// When.
    pub at: Timestamp,
    /// When somebody went back to one before it.
    pub withdrawn_at: Option<Timestamp>,
}

/// How the topic of an example is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExampleSource {
    /// A past question that was imported.
    History,
    /// A page of the house's own help.
    Page,
    /// A question was answered under it.
    Answered,
    /// Somebody corrected the router.
    Correction,
}

impl ExampleSource {
    /// Every source.
    pub const ALL: [Self; 4] = [Self::History, Self::Page, Self::Answered, Self::Correction];

    /// The name in the schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::History => "history",
            Self::Page => "page",
            Self::Answered => "answered",
            Self::Correction => "correction",
        }
    }
}

/// What the router has learned, in its own format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredModel {
    /// Its version; a later one is better informed.
    pub version: i64,
    /// The model.
    pub bytes: Vec<u8>,
    /// How many examples it was trained on.
    pub examples: i64,
    /// The place of the last of these.
    pub up_to: i64,
    /// When.
    pub at: Timestamp,
}

impl Reader {
    /// The newest texts of a source on a topic.
    pub async fn examples_on(
        &self,
        topic: TopicId,
        source: ExampleSource,
        limit: u64,
    ) -> Result<Vec<StoredExample>, Error> {
        let rows = routing_example::Entity::find()
            .filter(routing_example::COLUMN.topic_id.eq(topic.raw()))
            .filter(routing_example::COLUMN.source.eq(source.as_str()))
            .order_by_desc(routing_example::COLUMN.id)
            .limit(limit);
        let rows = rows.all(&self.conn()).await?;
        rows.into_iter().map(|row| value(row).map(|(_, example)| example)).collect()
    }

    /// Examples in the order in which they became known, after a place in that order; each with its place.
    pub async fn examples(&self, after: i64, limit: u64) -> Result<Vec<(i64, StoredExample)>, Error> {
        let rows = routing_example::Entity::find()
            .filter(routing_example::COLUMN.id.gt(after))
            .filter(routing_example::COLUMN.withdrawn_at.is_null())
            .order_by_asc(routing_example::COLUMN.id)
            .limit(limit);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// How many examples there are.
    pub async fn count_examples(&self) -> Result<u64, Error> {
        let counted = routing_example::Entity::find().filter(routing_example::COLUMN.withdrawn_at.is_null());
        Ok(counted.count(&self.conn()).await?)
    }

    /// What the router has learned last.
    pub async fn latest_model(&self) -> Result<Option<StoredModel>, Error> {
        let row = routing_model::Entity::find()
            .filter(routing_model::COLUMN.withdrawn_at.is_null())
            .order_by_desc(routing_model::COLUMN.version)
            .one(&self.conn())
            .await?;
        row.map(model).transpose()
    }

    /// What is kept of what the router has learned, the latest first.
    pub async fn models(&self) -> Result<Vec<ModelVersion>, Error> {
        let rows = routing_model::Entity::find()
            .select_only()
            .column(routing_model::Column::Version)
            .column(routing_model::Column::Examples)
            .column(routing_model::Column::At)
            .column(routing_model::Column::WithdrawnAt)
            .order_by_desc(routing_model::COLUMN.version)
            .into_tuple::<(i64, i64, i64, Option<i64>)>();
        let version = |(version, examples, at, withdrawn_at): (i64, i64, i64, Option<i64>)| {
            let withdrawn_at = withdrawn_at.map(instant).transpose()?;
            Ok(ModelVersion { version, examples, at: instant(at)?, withdrawn_at })
        };
        rows.all(&self.conn()).await?.into_iter().map(version).collect()
    }

    /// A model that is kept, withdrawn or not.
    pub async fn model(&self, version: i64) -> Result<Option<StoredModel>, Error> {
        routing_model::Entity::find_by_id(version).one(&self.conn()).await?.map(model).transpose()
    }

    /// The numbers of questions.
    pub async fn question_numbers(
        &self,
        ids: impl Iterator<Item = QuestionId>,
    ) -> Result<HashMap<QuestionId, i64>, Error> {
        let ids: Vec<_> = ids.map(QuestionId::raw).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = question::Entity::find()
            .select_only()
            .column(question::Column::Id)
            .column(question::Column::Number)
            .filter(question::COLUMN.id.is_in(ids))
            .into_tuple::<(uuid::Uuid, i64)>();
        Ok(rows
            .all(&self.conn())
            .await?
            .into_iter()
            .map(|(id, number)| (QuestionId::new(id), number))
            .collect())
    }

    /// The version that the next model gets: no number is given twice, whatever was withdrawn.
    pub async fn next_model_version(&self) -> Result<i64, Error> {
        Ok(self.models().await?.first().map_or(1, |latest| latest.version + 1))
    }

    /// What is to be learned from past questions of the desk itself, the newest first: each with the question's number.
    pub async fn past_questions(&self, limit: u64) -> Result<Vec<(i64, StoredExample)>, Error> {
        let rows = routing_example::Entity::find()
            .filter(routing_example::COLUMN.withdrawn_at.is_null())
            .filter(routing_example::COLUMN.question_id.is_not_null())
            .order_by_desc(routing_example::COLUMN.id)
            .limit(limit)
            .all(&self.conn())
            .await?;
        let mut past = Vec::with_capacity(rows.len());
        for some in rows.chunks(AT_ONCE) {
            let ids = some.iter().filter_map(|row| row.question_id).map(QuestionId::new);
            let numbers = self.question_numbers(ids).await?;
            for row in some {
                if let Some(number) = row.question_id.and_then(|id| numbers.get(&QuestionId::new(id))) {
                    past.push((*number, value(row.clone())?.1));
                }
            }
        }
        Ok(past)
    }
}

impl Tx {
    /// Adds examples.
    pub async fn add_examples(&mut self, new: &[StoredExample]) -> Result<(), Error> {
        for some in new.chunks(AT_ONCE) {
            let rows = some.iter().map(row);
            self.insert_all(rows).await?;
        }
        Ok(())
    }

    /// Forgets what was learned from a question, as when it is corrected again.
    pub async fn forget_examples_of(&mut self, question: QuestionId) -> Result<(), Error> {
        routing_example::Entity::delete_many()
            .filter(routing_example::COLUMN.question_id.eq(question.raw()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// Keeps a model, and a few before it to go back to; a version that is there already is a conflict.
    pub async fn save_model(&mut self, new: &StoredModel) -> Result<(), Error> {
        let StoredModel { version, bytes, examples, up_to, at } = new.clone();
        let row =
            routing_model::Model { version, bytes, examples, at: millis(at), up_to, withdrawn_at: None };
        self.insert(row).await?;
        let kept = self.models().await?.into_iter().map(|kept| kept.version).nth(KEPT);
        if let Some(first_gone) = kept {
            let old = routing_model::COLUMN.version.lte(first_gone);
            routing_model::Entity::delete_many().filter(old).exec(&self.conn()).await?;
        }
        self.notify(Notice::Model);
        Ok(())
    }
}

impl Tx {
    /// Goes back to a model: those after it are withdrawn, and with them, if so wanted, what was learned since it was made.
    /// Returns how many examples were set aside; a version that is not kept, or was withdrawn itself, is missing.
    pub async fn roll_back_model(
        &mut self,
        to: i64,
        with_examples: bool,
        now: Timestamp,
    ) -> Result<u64, Error> {
        let kept = routing_model::Entity::find_by_id(to)
            .filter(routing_model::COLUMN.withdrawn_at.is_null())
            .one(&self.conn())
            .await?
            .ok_or(Error::Missing("routing model"))?;
        let withdrawn = Some(millis(now));
        routing_model::Entity::update_many()
            .set(routing_model::ActiveModel { withdrawn_at: Set(withdrawn), ..Default::default() })
            .filter(routing_model::COLUMN.version.gt(to))
            .filter(routing_model::COLUMN.withdrawn_at.is_null())
            .exec(&self.conn())
            .await?;
        self.notify(Notice::Model);
        if !with_examples {
            return Ok(0);
        }
        let aside = routing_example::Entity::update_many()
            .set(routing_example::ActiveModel { withdrawn_at: Set(withdrawn), ..Default::default() })
            .filter(routing_example::COLUMN.id.gt(kept.up_to))
            .filter(routing_example::COLUMN.withdrawn_at.is_null());
        Ok(aside.exec(&self.conn()).await?.rows_affected)
    }

    /// Forgets all examples of some sources, before they are made again.
    pub async fn forget_examples_from(&mut self, sources: &[ExampleSource]) -> Result<(), Error> {
        let of = routing_example::COLUMN.source.is_in(sources.iter().map(|source| source.as_str()));
        routing_example::Entity::delete_many().filter(of).exec(&self.conn()).await?;
        Ok(())
    }

    /// Takes back into use what was set aside, and says how many examples that were.
    pub async fn restore_examples(&mut self) -> Result<u64, Error> {
        let back = routing_example::Entity::update_many()
            .set(routing_example::ActiveModel { withdrawn_at: Set(None), ..Default::default() })
            .filter(routing_example::COLUMN.withdrawn_at.is_not_null());
        Ok(back.exec(&self.conn()).await?.rows_affected)
    }
}

fn model(row: routing_model::Model) -> Result<StoredModel, Error> {
    let routing_model::Model { version, bytes, examples, up_to, at, .. } = row;
    Ok(StoredModel { version, bytes, examples, up_to, at: instant(at)? })
}

fn row(example: &StoredExample) -> routing_example::ActiveModel {
    routing_example::ActiveModel {
        id: NotSet,
        topic_id: Set(example.topic.raw()),
        text: Set(example.text.clone()),
        weight: Set(example.weight),
        source: Set(example.source.as_str().to_owned()),
        question_id: Set(example.question.map(QuestionId::raw)),
        at: Set(millis(example.at)),
        withdrawn_at: Set(None),
    }
}

fn value(row: routing_example::Model) -> Result<(i64, StoredExample), Error> {
    let source = ExampleSource::ALL.into_iter().find(|source| source.as_str() == row.source);
    let example = StoredExample {
        topic: TopicId::new(row.topic_id),
        text: row.text,
        weight: row.weight,
        source: source.sound(WHAT, &row.id)?,
        question: row.question_id.map(QuestionId::new),
        at: instant(row.at)?,
    };
    Ok((row.id, example))
}
