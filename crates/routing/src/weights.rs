//! The linear model itself: one row of weights a bucket, one weight a topic. Rows stand side by side by bucket, so
//! that scoring a text reads as many short stretches of memory as it has n-grams; a bucket no example ever touched has no
//! row, so that a desk of ten topics with a few hundred examples takes kilobytes.

use super::feature::{BUCKETS, Features};

/// What the bias counts as, beside blocks of length one. Small: how common a topic is should lose against any word.
pub(super) const BIAS: f32 = 0.4;

/// Weights of all buckets for all topics.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    pub(super) topics: usize,
    /// For each bucket the number of its row counted from 1; 0 where it has none.
    pub(super) slots: Vec<u32>,
    pub(super) rows: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Weights {
    /// No weights yet; `more` is how many buckets there are behind those of n-grams: the length of a text's meaning and of
    /// the hidden layer, 0 without.
    pub(super) fn new(topics: usize, more: usize) -> Self {
        Self { topics, slots: vec![0; BUCKETS + more], rows: Vec::new(), bias: vec![0.0; topics] }
    }

    /// The weights of a bucket, one a topic.
    pub(super) fn row(&self, bucket: u32) -> Option<&[f32]> {
        let slot = *self.slots.get(bucket as usize)? as usize;
        let start = slot.checked_sub(1)? * self.topics;
        self.rows.get(start..start + self.topics)
    }

    /// The score of each topic for a text.
    pub(super) fn scores(&self, features: &Features, scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend(self.bias.iter().map(|weight| weight * BIAS));
        for (bucket, value) in &features.entries {
            let Some(row) = self.row(*bucket) else { continue };
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += value * weight;
            }
        }
    }

    /// Moves every weight of a text by `delta`, one a topic, times what its feature weighs.
    pub(super) fn add(&mut self, features: &Features, delta: &[f32]) {
        for (weight, by) in self.bias.iter_mut().zip(delta) {
            *weight += BIAS * by;
        }
        for (bucket, value) in &features.entries {
            let start = self.claim(*bucket as usize);
            for (weight, by) in self.rows[start..start + self.topics].iter_mut().zip(delta) {
                *weight += value * by;
            }
        }
    }

    /// Adds a row for one more bucket behind all others.
    #[expect(clippy::cast_possible_truncation, reason = "there are no more rows than buckets")]
    pub(super) fn push_row(&mut self, row: impl Iterator<Item = f32>) {
        self.rows.extend(row);
        self.slots.push((self.rows.len() / self.topics.max(1)) as u32);
    }

    /// Makes room for so many buckets behind those of n-grams.
    pub(super) fn reach(&mut self, more: usize) {
        self.slots.resize(BUCKETS + more, 0);
    }

    /// Multiplies all weights.
    pub(super) fn scale(&mut self, by: f32) {
        self.bias.iter_mut().chain(&mut self.rows).for_each(|weight| *weight *= by);
    }

    /// Adds the weights of another model of the same topics, times `share`.
    pub(super) fn add_all(&mut self, other: &Self, share: f32) {
        for (weight, by) in self.bias.iter_mut().zip(&other.bias) {
            *weight += share * by;
        }
        for bucket in 0..other.slots.len() {
            let Some(row) = u32::try_from(bucket).ok().and_then(|bucket| other.row(bucket)) else { continue };
            let start = self.claim(bucket);
            for (weight, by) in self.rows[start..start + self.topics].iter_mut().zip(row) {
                *weight += share * by;
            }
        }
    }

    /// Where the row of a bucket starts; makes it if it has none.
    #[expect(clippy::cast_possible_truncation, reason = "there are no more rows than buckets")]
    fn claim(&mut self, bucket: usize) -> usize {
        let slot = &mut self.slots[bucket];
        if *slot == 0 {
            let made = self.rows.len() / self.topics;
            *slot = made as u32 + 1;
            self.rows.resize(self.rows.len() + self.topics, 0.0);
        }
        (*slot as usize - 1) * self.topics
    }

    /// Makes room for one more topic, which starts from nothing.
    pub(super) fn widen(&mut self) {
        let wider = self.topics + 1;
        let mut rows = Vec::with_capacity(self.rows.len() / self.topics.max(1) * wider);
        for row in self.rows.chunks_exact(self.topics.max(1)) {
            rows.extend_from_slice(row);
            rows.push(0.0);
        }
        self.rows = rows;
        self.bias.push(0.0);
        self.topics = wider;
    }
}
