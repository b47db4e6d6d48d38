//! A sentence model that reads each text of an evaluation once: the parts share what was read. How long reading took is
//! told beside the other times, which are those of what comes after it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use souffleur_routing::{Encoder, EncoderId};

/// An encoder that forgets nothing.
#[derive(Debug)]
pub(super) struct ReadOnce {
    encoder: Arc<dyn Encoder>,
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Debug, Clone)]
struct Known {
    vector: Option<Vec<f32>>,
    seconds: f64,
}

impl ReadOnce {
    pub(super) fn new(encoder: Arc<dyn Encoder>) -> Self {
        Self { encoder, known: Mutex::default() }
    }

    fn known(&self, text: &str) -> Known {
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(text) {
            return known.clone();
        }
        let start = Instant::now();
        let vector = self.encoder.encode(text);
        let known = Known { vector, seconds: start.elapsed().as_secs_f64() };
        lock().insert(text.to_owned(), known.clone());
        known
    }

    /// Milliseconds that reading took, for half and for ninety-nine in a hundred of the texts, and seconds for all.
    pub(super) fn times(&self) -> (f64, f64, f64) {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut times: Vec<f64> = known.values().map(|known| known.seconds).collect();
        times.sort_unstable_by(f64::total_cmp);
        let at = |hundredths: usize| times.get(times.len() * hundredths / 100).map_or(0.0, |time| 1e3 * time);
        (at(50), at(99), times.iter().sum())
    }
}

impl Encoder for ReadOnce {
    fn id(&self) -> EncoderId {
        self.encoder.id()
    }

    fn encode(&self, text: &str) -> Option<Vec<f32>> {
        self.known(text).vector
    }
}
