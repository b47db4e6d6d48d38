//! From the examples in the store to a model, and from a stored model to one that can be used.

use std::{collections::HashSet, sync::Arc};

use souffleur_core::{id::TopicId, topic::Topic};
use souffleur_routing::{Encoder, EncoderId, Example, Model, Training};
use souffleur_store::{Store, StoredExample};

use super::reader::{REMEMBERED, Reader};
use crate::{error::Error, snapshot::Settings};

/// Examples beyond this many, the oldest first, teach nothing that the newer ones don't.
const MOST_EXAMPLES: usize = 120_000;
/// Examples that are read together.
const AT_ONCE: u64 = 5_000;

/// A trained model with what it was trained on.
pub(crate) struct Trained {
    pub(crate) model: Model,
    pub(crate) version: i64,
    pub(crate) examples: usize,
    /// The place of the last example.
    pub(crate) up_to: i64,
}

/// The newest stored model that can be read and knows these topics, with the place up to which it knows the examples. One
/// that is cut short, or of another version, is passed over for the one before it.
pub(crate) async fn newest(
    store: &Store,
    settings: &Settings,
    encoder: Option<EncoderId>,
) -> Result<Option<(Model, i64)>, Error> {
    let reader = store.read();
    for kept in reader.models().await?.into_iter().filter(|kept| kept.withdrawn_at.is_none()) {
        match readable(store, settings, encoder, kept.version).await {
            Ok(usable) => return Ok(Some(usable)),
            Err(Error::IllegalStep(reason)) => {
                tracing::warn!(version = kept.version, reason, "a stored model can't be used");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// A stored model, if it can be used, with the place up to which it knows the examples.
pub async fn readable(
    store: &Store,
    settings: &Settings,
    encoder: Option<EncoderId>,
    version: i64,
) -> Result<(Model, i64), Error> {
    let kept = store.read().model(version).await?.ok_or(Error::NotFound)?;
    let model = Model::from_bytes(&kept.bytes).map_err(|error| Error::IllegalStep(error.to_string()))?;
    // One that was learned from words alone serves any desk until the next training.
    if model.encoder().is_some() && model.encoder() != encoder {
        return Err(Error::IllegalStep("it was learned with another sentence model".to_owned()));
    }
    if covers(&model, &settings.topics) {
        Ok((model, kept.up_to))
    } else {
        Err(Error::IllegalStep("it does not know all topics of today".to_owned()))
    }
}

/// Whether a model tells all of these topics apart.
fn covers(model: &Model, topics: &[Topic]) -> bool {
    let known: HashSet<TopicId> = model.topics().iter().copied().collect();
    topics.iter().all(|topic| known.contains(&topic.id))
}

/// Everything that there is to learn from, oldest first, and the place of the last.
pub async fn all_examples(store: &Store) -> Result<(Vec<StoredExample>, i64), Error> {
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let page = store.read().examples(after, AT_ONCE).await?;
        let Some((last, _)) = page.last() else { return Ok((all, after)) };
        after = *last;
        all.extend(page.into_iter().map(|(_, example)| example));
    }
}

/// Trains a model from the topics and all examples, away from the threads that answer requests.
pub(crate) async fn train(
    store: &Store,
    settings: &Settings,
    reader: Option<Arc<Reader>>,
) -> Result<Trained, Error> {
    let (mut examples, up_to) = all_examples(store).await?;
    let count = examples.len();
    let most = if reader.is_some() { REMEMBERED } else { MOST_EXAMPLES };
    examples.drain(..count.saturating_sub(most));
    let topics = settings.topics.clone();
    let version = store.read().next_model_version().await?;
    let trained = tokio::task::spawn_blocking(move || {
        let encoder = reader.as_deref().map(|reader| reader as &dyn Encoder);
        let training = Training { seed: 1, version: version.unsigned_abs(), encoder };
        let borrowed: Vec<_> = examples.iter().map(borrow).collect();
        Model::train(&topics, &borrowed, &training)
    });
    Ok(Trained { model: trained.await.map_err(Error::internal)?, version, examples: count, up_to })
}

fn borrow(example: &StoredExample) -> Example<'_> {
    Example { text: &example.text, topic: example.topic, weight: weight(example) }
}

#[expect(clippy::cast_possible_truncation, reason = "weights are small numbers with few digits")]
pub(super) fn weight(example: &StoredExample) -> f32 {
    example.weight as f32
}
