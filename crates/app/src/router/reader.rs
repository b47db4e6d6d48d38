//! The optional sentence model at work: away from the threads that answer requests, and remembering what it read lately. A
//! question that was read when it came is learned from later without reading it again, and a training in the background
//! reads only what is new.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Arc, Mutex, PoisonError},
};

use souffleur_routing::{Encoder, EncoderId};

/// Texts whose vectors are remembered: with 768 numbers each, 95 MB. As many examples as a training with meanings reads.
pub(crate) const REMEMBERED: usize = 30_000;

/// What a text means; shared, because it is remembered.
pub type Meaning = Arc<[f32]>;

/// An encoder that remembers.
#[derive(Debug)]
pub(crate) struct Reader {
    encoder: Arc<dyn Encoder>,
    known: Mutex<Known>,
}

/// Vectors by their text's hash, in two halves: when the young one is full it becomes the old one, and what was in the old
/// one and not asked for again is forgotten.
#[derive(Debug, Default)]
struct Known {
    young: HashMap<u64, Meaning>,
    old: HashMap<u64, Meaning>,
}

impl Reader {
    pub(crate) fn new(encoder: Arc<dyn Encoder>) -> Self {
        Self { encoder, known: Mutex::default() }
    }

    /// The vector of a text. It takes milliseconds where the text is new: call it where that may be.
    pub(crate) fn read(&self, text: &str) -> Option<Meaning> {
        if let Some(known) = self.recall(text) {
            return Some(known);
        }
        let meaning: Meaning = self.encoder.encode(text)?.into();
        self.lock().keep(name(text), Arc::clone(&meaning));
        Some(meaning)
    }

    /// The vector of a text that was read lately.
    pub(crate) fn recall(&self, text: &str) -> Option<Meaning> {
        self.lock().find(name(text))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Encoder for Reader {
    fn id(&self) -> EncoderId {
        self.encoder.id()
    }

    fn encode(&self, text: &str) -> Option<Vec<f32>> {
        self.read(text).map(|meaning| meaning.to_vec())
    }
}

impl Known {
    fn find(&mut self, name: u64) -> Option<Meaning> {
        if let Some(young) = self.young.get(&name) {
            return Some(Arc::clone(young));
        }
        let found = self.old.remove(&name)?;
        self.keep(name, Arc::clone(&found));
        Some(found)
    }

    fn keep(&mut self, name: u64, meaning: Meaning) {
        if self.young.len() >= REMEMBERED / 2 {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(name, meaning);
    }
}

/// Sixty-four bits: two of thirty thousand texts share theirs once in forty billion desks.
fn name(text: &str) -> u64 {
    let mut hash = DefaultHasher::new();
    text.hash(&mut hash);
    hash.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Debug, Default)]
    struct Counting(AtomicUsize);

    impl Encoder for Counting {
        fn id(&self) -> EncoderId {
            EncoderId::of(&[b"counting"], 1)
        }

        fn encode(&self, text: &str) -> Option<Vec<f32>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            text.contains(char::is_alphanumeric).then(|| vec![1.0])
        }
    }

    #[test]
    fn what_was_read_lately_is_not_read_again_and_memory_is_bounded() {
        let encoder = Arc::new(Counting::default());
        let reader = Reader::new(Arc::clone(&encoder) as _);
        for number in 0..2 * REMEMBERED {
            assert!(reader.read("the one that is asked for again and again").is_some());
            reader.read(&number.to_string());
        }
        assert_eq!(encoder.0.load(Ordering::Relaxed), 2 * REMEMBERED + 1);
        let known = reader.lock();
        assert!(known.young.len() + known.old.len() <= REMEMBERED);
        drop(known);
        assert!(reader.read("🙂").is_none() && reader.recall("never").is_none());
    }
}
