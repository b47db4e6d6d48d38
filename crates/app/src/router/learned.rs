//! The model that every node holds in memory, and the past questions it is explained by. Readers share the model; who
//! teaches it replaces it. What is learned is learned from the store, in the order in which it stands there, so that all
//! nodes learn the same: the one where it happened at once, the others when they hear of it.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use souffleur_routing::{
    DEFAULT_REMEMBERED, Encoder, EncoderId, Model, ModelInput, PastQuestion, SimilarIndex, SimilarQuestion,
};
use souffleur_store::{ExampleSource, Store, StoredExample};

use super::{
    load::Loads,
    reader::{Meaning, Reader},
    train::{newest, train, weight},
    waiting::Waiting,
};
use crate::{error::Error, snapshot::Settings};

/// Similar questions that are told.
const ALIKE: usize = 3;
/// Up to so many examples are read by the sentence model before a desk without a stored model opens: a few seconds.
const READ_AT_START: u64 = 300;
/// Examples that are learned together.
const AT_ONCE: u64 = 5_000;
/// So many places back are looked at again: a transaction that began earlier may end later.
const LOOK_BACK: i64 = 100;

/// The learned router.
#[derive(Debug)]
pub struct Router {
    model: RwLock<Arc<Model>>,
    /// Tells what texts mean, where the desk has a sentence model.
    reader: Option<Arc<Reader>>,
    similar: RwLock<SimilarIndex>,
    learned: Mutex<Learned>,
    /// Held while examples are read and learned, so that each is learned once.
    learning: tokio::sync::Mutex<()>,
    /// Held during a full training: one at a time is enough.
    pub(crate) training: tokio::sync::Mutex<()>,
    /// How busy every expert is.
    pub loads: Loads,
    waiting: Waiting,
}

/// Which examples the present model knows.
#[derive(Debug, Default)]
struct Learned {
    /// All up to this place, but for those that were not there yet.
    up_to: i64,
    /// Of the last places before it, which.
    lately: BTreeSet<i64>,
}

impl Router {
    /// Takes up the newest stored model that can be read, or trains one where there is none for these topics. With a
    /// sentence model, much to learn from waits for the training in the background; until then words alone count.
    pub async fn open(
        store: &Store,
        settings: &Settings,
        encoder: Option<Arc<dyn Encoder>>,
    ) -> Result<Self, Error> {
        let reader = encoder.map(|encoder| Arc::new(Reader::new(encoder)));
        let id = reader.as_ref().map(|reader| reader.id());
        let (model, up_to) = if let Some(newest) = newest(store, settings, id).await? {
            newest
        } else {
            let few = store.read().count_examples().await? <= READ_AT_START;
            let trained = train(store, settings, reader.clone().filter(|_| few)).await?;
            (trained.model, trained.up_to)
        };
        let mut similar = SimilarIndex::new(DEFAULT_REMEMBERED);
        for (number, example) in
            store.read().past_questions(DEFAULT_REMEMBERED as u64).await?.into_iter().rev()
        {
            remember(&mut similar, number, &example);
        }
        let router = Self {
            model: RwLock::new(Arc::new(model)),
            reader,
            similar: RwLock::new(similar),
            learned: Mutex::new(Learned { up_to, lately: BTreeSet::new() }),
            learning: tokio::sync::Mutex::default(),
            training: tokio::sync::Mutex::default(),
            loads: Loads::default(),
            waiting: Waiting::default(),
        };
        router.learn_after(store, up_to).await?;
        Ok(router)
    }

    /// The model as of now.
    pub fn model(&self) -> Arc<Model> {
        Arc::clone(&self.model.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether questions may be waiting for an expert.
    pub fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    /// The sentence model that the desk has, whether or not the present model was learned with it.
    pub fn encoder(&self) -> Option<EncoderId> {
        self.reader.as_ref().map(|reader| reader.id())
    }

    pub(crate) fn reader(&self) -> Option<Arc<Reader>> {
        self.reader.clone()
    }

    /// What a text means, where the present model was learned with meanings. Ask before a transaction begins: it takes
    /// milliseconds, on a thread of its own.
    pub async fn meaning(&self, text: &str) -> Option<Meaning> {
        let reader = self.reader()?;
        self.model().encoder()?;
        if let Some(known) = reader.recall(text) {
            return Some(known);
        }
        let text = text.to_owned();
        tokio::task::spawn_blocking(move || reader.read(&text)).await.ok().flatten()
    }

    /// Past questions that are like a text, the likest first.
    pub fn alike(&self, text: &str) -> Vec<SimilarQuestion> {
        self.similar.read().unwrap_or_else(PoisonError::into_inner).find(text, ALIKE)
    }

    /// Learns what committed changes taught, here or on another node; the very next question feels it.
    pub async fn catch_up(&self, store: &Store) -> Result<(), Error> {
        let up_to = self.lock_learned().up_to;
        self.learn_after(store, up_to).await
    }

    async fn learn_after(&self, store: &Store, up_to: i64) -> Result<(), Error> {
        let _alone = self.learning.lock().await;
        let mut after = up_to;
        loop {
            let page = store.read().examples(after, AT_ONCE).await?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = *last;
            let new: Vec<_> = {
                let learned = self.lock_learned();
                page.into_iter().filter(|(place, _)| learned.lacks(*place)).collect()
            };
            if new.is_empty() {
                continue;
            }
            let asked = new.iter().filter_map(|(_, example)| example.question);
            let mut meanings = Vec::with_capacity(new.len());
            for (_, example) in &new {
                meanings.push(self.meaning(&example.text).await);
            }
            let numbers = store.read().question_numbers(asked).await?;
            {
                let mut slot = self.model.write().unwrap_or_else(PoisonError::into_inner);
                let model = Arc::make_mut(&mut slot);
                for ((_, example), meaning) in new.iter().zip(&meanings) {
                    let seen = ModelInput { text: &example.text, meaning: meaning.as_deref() };
                    model.learn(seen, example.topic, weight(example));
                }
            }
            let mut similar = self.similar.write().unwrap_or_else(PoisonError::into_inner);
            for (_, example) in &new {
                let number = example.question.and_then(|question| numbers.get(&question));
                if let Some(number) = number {
                    remember(&mut similar, *number, example);
                }
            }
            drop(similar);
            self.lock_learned().note(new.iter().map(|(place, _)| *place));
        }
    }

    /// Takes up another model, which knows the examples up to a place, and teaches it the rest.
    pub(crate) async fn replace(&self, store: &Store, model: Model, up_to: i64) -> Result<(), Error> {
        {
            let _alone = self.learning.lock().await;
            *self.model.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(model);
            *self.lock_learned() = Learned { up_to, lately: BTreeSet::new() };
        }
        self.learn_after(store, up_to).await
    }

    fn lock_learned(&self) -> std::sync::MutexGuard<'_, Learned> {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Learned {
    /// Whether an example is yet to be learned. What was there when a model was trained is in it; what is found in a
    /// place before that later on came late.
    fn lacks(&self, place: i64) -> bool {
        place > self.up_to && !self.lately.contains(&place)
    }

    fn note(&mut self, places: impl Iterator<Item = i64>) {
        self.lately.extend(places);
        if let Some(last) = self.lately.last().copied() {
            // Beyond the look-back nothing comes late any more.
            self.up_to = self.up_to.max(last - LOOK_BACK);
            self.lately = self.lately.split_off(&(self.up_to + 1));
        }
    }
}

fn remember(similar: &mut SimilarIndex, number: i64, example: &StoredExample) {
    let Some(question) = example.question else { return };
    let corrected_at = (example.source == ExampleSource::Correction).then_some(example.at);
    similar.add(PastQuestion { question, number, topic: example.topic, corrected_at }, &example.text);
}
