//! What the house was asked before the story begins: the router learns from it.

use std::collections::BTreeMap;

use souffleur_app::{App, training};
use souffleur_store::{ExampleSource, StoredExample};

use super::story::{Question, Use};
use crate::{Error, compose};

/// Keeps the questions as examples and trains the router with them.
pub(crate) async fn teach(app: &App, questions: &BTreeMap<String, Question>) -> Result<(), Error> {
    let (settings, at) = (app.settings(), app.now());
    let topic =
        |key: &str| settings.topics.iter().find(|topic| topic.key.as_str() == key).map(|topic| topic.id);
    let past = questions.values().filter(|question| question.used == Use::Past);
    let example = |question: &Question| {
        let (text, source) = (question.text.clone(), ExampleSource::History);
        Some(StoredExample { topic: topic(&question.topic)?, text, weight: 1.0, source, question: None, at })
    };
    let examples: Vec<_> = past.filter_map(example).collect();
    let mut tx = app.store().begin().await.map_err(compose::store_error)?;
    tx.add_examples(&examples).await.map_err(compose::store_error)?;
    tx.commit().await.map_err(compose::store_error)?;
    training::retrain(app).await.map(drop).map_err(Error::refused)
}
