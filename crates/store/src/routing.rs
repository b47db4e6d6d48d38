//! What the router learns from, and what it has learned.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use souffleur_core::id::{QuestionId, TopicId};

use crate::{
    entity::{routing_example, routing_model},
    error::{Error, Sound as _},
    instant::{instant, millis},
    notice::Notice,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "routing example";
/// Rows in one statement: far below what either database takes.
const AT_ONCE: usize = 500;

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
    /// When.
    pub at: Timestamp,
}

impl Reader {
    /// Examples in the order in which they became known, after a place in that order; each with its place.
    pub async fn examples(&self, after: i64, limit: u64) -> Result<Vec<(i64, StoredExample)>, Error> {
        let rows = routing_example::Entity::find()
            .filter(routing_example::COLUMN.id.gt(after))
            .order_by_asc(routing_example::COLUMN.id)
            .limit(limit);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// How many examples there are.
    pub async fn count_examples(&self) -> Result<u64, Error> {
        Ok(routing_example::Entity::find().count(&self.conn()).await?)
    }

    /// What the router has learned last.
    pub async fn latest_model(&self) -> Result<Option<StoredModel>, Error> {
        let row = routing_model::Entity::find()
            .order_by_desc(routing_model::COLUMN.version)
            .one(&self.conn())
            .await?;
        row.map(|row| {
            let routing_model::Model { version, bytes, examples, at } = row;
            Ok(StoredModel { version, bytes, examples, at: instant(at)? })
        })
        .transpose()
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

    /// Keeps a model and forgets those before the last; a version that is there already is a conflict.
    pub async fn save_model(&mut self, new: &StoredModel) -> Result<(), Error> {
        let StoredModel { version, bytes, examples, at } = new.clone();
        let row = routing_model::Model { version, bytes, examples, at: millis(at) };
        self.insert(row).await?;
        let old = routing_model::COLUMN.version.lt(version - 1);
        routing_model::Entity::delete_many().filter(old).exec(&self.conn()).await?;
        self.notify(Notice::Model);
        Ok(())
    }
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
