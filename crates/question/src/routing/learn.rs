//! What people's corrections and confirmations teach. The example is stored in the transaction of the change; the model
//! in memory learns once that has committed.

use jiff::Timestamp;
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_core::id::{QuestionId, TopicId, UserId};
use souffleur_routing::{Model, ModelInput};
use souffleur_store::{ExampleSource, Notice, StoredExample, Tx};

/// One thing to learn.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The topic.
    pub topic: TopicId,
    /// What was asked.
    pub text: String,
    /// How much it counts.
    pub weight: f32,
    /// Where it comes from.
    pub source: ExampleSource,
    /// The question it was asked in, if one.
    pub question: Option<QuestionId>,
}

/// How much one example counts: a person's correction more than an ordinary question, a text that nobody asked less.
pub const fn weight(source: ExampleSource) -> f32 {
    match source {
        ExampleSource::Correction => 2.0,
        ExampleSource::Answered | ExampleSource::History => 1.0,
        ExampleSource::Page => 0.3,
    }
}

impl Lesson {
    /// A lesson from a text.
    pub fn new(source: ExampleSource, topic: TopicId, text: String, question: Option<QuestionId>) -> Self {
        Self { topic, text, weight: weight(source), source, question }
    }

    /// Keeps the example for every later training.
    pub async fn store(lessons: &[Self], tx: &mut Tx, now: Timestamp) -> Result<(), Error> {
        if lessons.is_empty() {
            return Ok(());
        }
        // An import is followed by a training; what people teach is learned at once, on every node.
        if lessons
            .iter()
            .any(|lesson| matches!(lesson.source, ExampleSource::Answered | ExampleSource::Correction))
        {
            tx.notify(Notice::Model);
        }
        let example = |lesson: &Self| StoredExample {
            topic: lesson.topic,
            text: lesson.text.clone(),
            weight: f64::from(lesson.weight),
            source: lesson.source,
            question: lesson.question,
            at: now,
        };
        Ok(tx.add_examples(&lessons.iter().map(example).collect::<Vec<_>>()).await?)
    }
}

/// Learns lessons that have just been committed. What was written stays written, whatever comes of it.
pub(crate) async fn teach(app: &App, lessons: &[Lesson]) {
    if lessons.is_empty() {
        return;
    }
    if let Err(error) = app.router().catch_up(app.store()).await {
        tracing::warn!(%error, error.sources = %souffleur_app::error::Sources(&error), "the router will learn later what it was just taught");
    }
}

/// The topic that giving a question to an expert implies: none new where the expert knows the present one, else the
/// likeliest of theirs; none for an expert without topics.
pub(crate) fn implied_topic(
    model: &Model,
    settings: &Settings,
    expert: UserId,
    present: Option<TopicId>,
    seen: ModelInput<'_>,
) -> Option<TopicId> {
    let topics = &settings.user(expert)?.expertise.topics;
    if present.is_some_and(|present| topics.contains(&present)) {
        return None;
    }
    let likely = model.read(seen).probabilities(|topic| topics.contains(&topic));
    let likeliest = likely.into_iter().max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(topic, _)| topic);
    likeliest.or_else(|| topics.first().copied())
}

/// The text that the router reads and learns from.
pub fn text(subject: Option<&str>, body: &str) -> String {
    match subject {
        Some(subject) if !subject.trim().is_empty() => format!("{subject}\n{body}"),
        _ => body.to_owned(),
    }
}
