//! The plain guesses that a router has to beat.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, VecDeque},
};

use super::{Baselines, metric::percent};

/// How far back "lately" goes.
const LATELY: usize = 100;

/// Answers in the order they came, counted by label and by expert.
#[derive(Debug, Default)]
pub(super) struct Past {
    labels: BTreeMap<usize, usize>,
    experts: BTreeMap<usize, usize>,
    recent: VecDeque<usize>,
}

impl Past {
    /// Adds the latest answer.
    pub(super) fn push(&mut self, label: usize, expert: Option<usize>) {
        *self.labels.entry(label).or_default() += 1;
        let Some(expert) = expert else { return };
        *self.experts.entry(expert).or_default() += 1;
        self.recent.push_back(expert);
        if self.recent.len() > LATELY {
            self.recent.pop_front();
        }
    }

    fn lately(&self) -> Option<usize> {
        let mut counts = BTreeMap::new();
        self.recent.iter().for_each(|expert| *counts.entry(*expert).or_default() += 1);
        commonest(&counts)
    }
}

/// How often the plain guesses were right.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    rows: usize,
    majority_label: usize,
    majority_expert: usize,
    lately_expert: usize,
    last_expert: usize,
}

impl Guesses {
    /// Guesses one row from what came before it.
    pub(super) fn note(&mut self, past: &Past, label: usize, expert: Option<usize>) {
        self.rows += 1;
        self.majority_label += usize::from(commonest(&past.labels) == Some(label));
        if expert.is_some() {
            self.majority_expert += usize::from(commonest(&past.experts) == expert);
            self.lately_expert += usize::from(past.lately() == expert);
            self.last_expert += usize::from(past.recent.back().copied() == expert);
        }
    }

    /// The shares.
    pub(super) fn baselines(&self, with_experts: bool) -> Baselines {
        let expert = |hits| percent(hits, self.rows).filter(|_| with_experts);
        Baselines {
            majority_label: percent(self.majority_label, self.rows),
            majority_expert: expert(self.majority_expert),
            lately_expert: expert(self.lately_expert),
            last_expert: expert(self.last_expert),
        }
    }
}

/// The commonest item; of equally common ones the first in order.
fn commonest(counts: &BTreeMap<usize, usize>) -> Option<usize> {
    counts.iter().max_by_key(|(item, count)| (**count, Reverse(**item))).map(|(item, _)| *item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_guesses_know_only_the_past() {
        let (mut past, mut guesses) = (Past::default(), Guesses::default());
        for (label, expert) in [(0, 0), (0, 0), (1, 1), (1, 1), (1, 0)] {
            guesses.note(&past, label, Some(expert));
            past.push(label, Some(expert));
        }
        let baselines = guesses.baselines(true);
        assert_eq!(baselines.last_expert, Some(40.0));
        assert_eq!(baselines.majority_expert, Some(40.0));
        assert_eq!(baselines.majority_label, Some(20.0));
        assert_eq!(guesses.baselines(false).last_expert, None);
    }
}
