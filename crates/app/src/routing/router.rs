//! The model that every node holds in memory. Readers share it; who teaches it replaces it.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use souffleur_core::{
    id::TopicId,
    routing::{Example, Model, Training},
    topic::Topic,
};
use souffleur_store::{Store, StoredExample};

use super::{learn::Lesson, load::Loads};
use crate::{error::Error, snapshot::Settings};

/// Examples beyond this many, the oldest first, teach nothing that the newer ones don't.
const MOST_EXAMPLES: u64 = 60_000;
/// Examples that are read together.
const AT_ONCE: u64 = 5_000;

/// The learned router.
#[derive(Debug)]
pub struct Router {
    model: RwLock<Arc<Model>>,
    /// What was learned while a full training was under way, to be learned again by its outcome.
    meanwhile: Mutex<Option<Vec<Lesson>>>,
    /// Held during a full training: one at a time is enough.
    pub(super) training: tokio::sync::Mutex<()>,
    pub(crate) loads: Loads,
}

/// A trained model with what it was trained on.
pub(super) struct Trained {
    pub(super) model: Model,
    pub(super) version: i64,
    pub(super) examples: usize,
}

impl Router {
    /// Takes up the stored model, or trains one where there is none for these topics.
    pub(crate) async fn open(store: &Store, settings: &Settings) -> Result<Self, Error> {
        let model = match stored(store, settings).await? {
            Some(model) => model,
            None => train(store, settings).await?.model,
        };
        Ok(Self {
            model: RwLock::new(Arc::new(model)),
            meanwhile: Mutex::default(),
            training: tokio::sync::Mutex::default(),
            loads: Loads::default(),
        })
    }

    /// The model as of now.
    pub fn model(&self) -> Arc<Model> {
        Arc::clone(&self.model.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Learns at once what a committed change taught; the very next question feels it.
    pub(crate) fn learn(&self, lessons: &[Lesson]) {
        if lessons.is_empty() {
            return;
        }
        if let Some(meanwhile) = self.lock_meanwhile().as_mut() {
            meanwhile.extend(lessons.iter().cloned());
        }
        let mut slot = self.model.write().unwrap_or_else(PoisonError::into_inner);
        let model = Arc::make_mut(&mut slot);
        teach(model, lessons);
    }

    /// A full training begins: what is learned from now on is learned by its outcome too.
    pub(super) fn training_begins(&self) {
        *self.lock_meanwhile() = Some(Vec::new());
    }

    /// A full training has ended, with a model or without.
    pub(super) fn training_ends(&self, trained: Option<Model>) {
        let mut meanwhile = self.lock_meanwhile();
        let lessons = meanwhile.take().unwrap_or_default();
        if let Some(mut model) = trained {
            teach(&mut model, &lessons);
            self.replace(model);
        }
    }

    /// Takes up another model.
    pub(super) fn replace(&self, model: Model) {
        *self.model.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(model);
    }

    fn lock_meanwhile(&self) -> std::sync::MutexGuard<'_, Option<Vec<Lesson>>> {
        self.meanwhile.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The stored model, with what was learned since it was stored; none where it knows other topics than the desk has.
pub(super) async fn stored(store: &Store, settings: &Settings) -> Result<Option<Model>, Error> {
    let Some(kept) = store.read().latest_model().await? else { return Ok(None) };
    let known = Model::from_bytes(&kept.bytes).ok().filter(|model| covers(model, &settings.topics));
    let Some(mut model) = known else { return Ok(None) };
    // Places only grow, so whatever came after so many examples has a place beyond that number.
    for (_, example) in store.read().examples(kept.examples, MOST_EXAMPLES).await? {
        if example.at >= kept.at {
            model.learn(&example.text, example.topic, weight(&example));
        }
    }
    Ok(Some(model))
}

fn teach(model: &mut Model, lessons: &[Lesson]) {
    for lesson in lessons {
        model.learn(&lesson.text, lesson.topic, lesson.weight);
    }
}

/// Whether a model tells all of these topics apart.
fn covers(model: &Model, topics: &[Topic]) -> bool {
    let known: HashSet<TopicId> = model.topics().iter().copied().collect();
    topics.iter().all(|topic| known.contains(&topic.id))
}

/// Everything that there is to learn from, oldest first.
pub(super) async fn all_examples(store: &Store) -> Result<Vec<StoredExample>, Error> {
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let page = store.read().examples(after, AT_ONCE).await?;
        let Some((last, _)) = page.last() else { return Ok(all) };
        after = *last;
        all.extend(page.into_iter().map(|(_, example)| example));
    }
}

/// Trains a model from the topics and all examples, away from the threads that answer requests.
pub(super) async fn train(store: &Store, settings: &Settings) -> Result<Trained, Error> {
    let mut examples = all_examples(store).await?;
    let count = examples.len();
    examples.drain(..count.saturating_sub(usize::try_from(MOST_EXAMPLES).unwrap_or(usize::MAX)));
    let topics = settings.topics.clone();
    let version = store.read().next_model_version().await?;
    let training = Training { seed: 1, version: version.unsigned_abs() };
    let trained = tokio::task::spawn_blocking(move || {
        let borrowed: Vec<_> = examples.iter().map(borrow).collect();
        Model::train(&topics, &borrowed, &training)
    });
    Ok(Trained { model: trained.await.map_err(Error::internal)?, version, examples: count })
}

fn borrow(example: &StoredExample) -> Example<'_> {
    Example { text: &example.text, topic: example.topic, weight: weight(example) }
}

#[expect(clippy::cast_possible_truncation, reason = "weights are small numbers with few digits")]
fn weight(example: &StoredExample) -> f32 {
    example.weight as f32
}
