//! The models that are kept, the way back to one of them, and the whole state made again from the history.

use serde::{Deserialize, Serialize};
use souffleur_app::{App, error::Error};
use souffleur_app::{
    router::readable,
    training::{retrain, take_up},
};
use souffleur_core::{
    Actor,
    event::{Event, EventKind, SettingChange},
    permission::Action,
};
use souffleur_question::routing;
use souffleur_store::{ExampleSource, StoredExample};

pub use souffleur_store::ModelVersion;

/// What a rebuilding made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebuilt {
    /// Examples taken from the history of the desk's own questions.
    pub from_history: u64,
    /// Examples that the model was trained on: imported pages and questions included.
    pub examples: usize,
    /// Records of experts.
    pub records: u64,
}

/// The models that are kept, the latest first.
pub async fn versions(app: &App, actor: Actor) -> Result<Vec<ModelVersion>, Error> {
    actor.may(Action::ChangeSettings)?;
    Ok(app.store().read().models().await?)
}

/// Goes back to a model, on every node; those after it are withdrawn and, if so wanted, what was learned since it was made
/// is set aside. Returns how many examples were.
pub async fn roll_back(app: &App, actor: Actor, version: i64, with_examples: bool) -> Result<u64, Error> {
    actor.may(Action::ChangeSettings)?;
    readable(app.store(), &app.settings(), app.router().encoder(), version).await?;
    let now = app.now();
    let mut tx = app.store().begin().await?;
    let aside = tx.roll_back_model(version, with_examples, now).await?;
    let what = EventKind::SettingChanged {
        what: "model".to_owned(),
        key: version.to_string(),
        change: SettingChange::Changed,
    };
    tx.append(&[Event { id: app.id(now), question: None, by: actor, at: now, what }]).await?;
    tx.commit().await?;
    take_up(app).await?;
    Ok(aside)
}

/// Makes everything that the router knows again: what it learned from the desk's own questions, by their history; the
/// records of the experts; and the model, from these examples and from what was imported. What was set aside is back in
/// use.
pub async fn rebuild(app: &App) -> Result<Rebuilt, Error> {
    let mut tx = app.store().begin().await?;
    let taught = tx.rebuild_records().await?;
    let records = taught.records;
    let example = |lesson: souffleur_store::Taught| StoredExample {
        weight: f64::from(routing::weight(lesson.source)),
        topic: lesson.topic,
        text: lesson.text,
        source: lesson.source,
        question: Some(lesson.question),
        at: lesson.at,
    };
    let examples: Vec<_> = taught.lessons.into_iter().map(example).collect();
    tx.forget_examples_from(&[ExampleSource::Answered, ExampleSource::Correction]).await?;
    tx.restore_examples().await?;
    tx.add_examples(&examples).await?;
    tx.commit().await?;
    app.router().loads.forget();
    let trained = retrain(app).await?;
    Ok(Rebuilt { from_history: examples.len() as u64, examples: trained, records })
}
