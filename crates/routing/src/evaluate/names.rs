//! The labels and experts of a study, as numbers; and whether the files belong together.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{EvaluateError, EvaluationPlan, EvaluationRows, LabelledText};
use souffleur_core::id::TopicId;

/// Names in order; their places stand for them.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub(super) labels: Vec<&'a str>,
    pub(super) experts: Vec<&'a str>,
    /// For each label, which expert.
    expert_of: Vec<Option<usize>>,
}

impl<'a> Names<'a> {
    /// Reads the names, or says what is missing.
    pub(super) fn of(rows: EvaluationRows<'a>, study: &'a EvaluationPlan<'a>) -> Result<Self, EvaluateError> {
        let (train, test) = sides(rows, study)?;
        let mut labels = BTreeMap::new();
        for row in train.iter().chain(test) {
            labels.entry(row.label.as_str()).or_insert(row.id.as_str());
        }
        let named = study.experts.values().chain(study.descriptions.keys());
        let mut experts: Vec<&str> = named.map(String::as_str).collect();
        experts.sort_unstable();
        experts.dedup();
        let mut expert_of = Vec::with_capacity(labels.len());
        for (label, id) in &labels {
            let expert =
                study.experts.get(*label).and_then(|name| experts.binary_search(&name.as_str()).ok());
            if expert.is_none() && !experts.is_empty() {
                return Err(EvaluateError::NoExpert { label: (*label).to_owned(), id: (*id).to_owned() });
            }
            expert_of.push(expert);
        }
        if let Some(hidden) = study.out_of_scope
            && !(1..labels.len()).contains(&hidden)
        {
            return Err(EvaluateError::Hidden { hidden, labels: labels.len() });
        }
        Ok(Self { labels: labels.into_keys().collect(), experts, expert_of })
    }

    /// The label of a row.
    pub(super) fn label(&self, row: &LabelledText) -> usize {
        self.labels.binary_search(&row.label.as_str()).unwrap_or_default()
    }

    /// The place of an expert.
    pub(super) fn expert(&self, name: &str) -> Option<usize> {
        self.experts.binary_search(&name).ok()
    }

    /// The expert of a label.
    pub(super) fn expert_of(&self, label: usize) -> Option<usize> {
        self.expert_of[label]
    }

    /// The labels of an expert.
    pub(super) fn labels_of(&self, expert: usize) -> Vec<usize> {
        (0..self.labels.len()).filter(|label| self.expert_of[*label] == Some(expert)).collect()
    }
}

/// The rows that teach and the rows that test, if there are enough of them.
fn sides<'a>(
    rows: EvaluationRows<'a>,
    study: &EvaluationPlan<'_>,
) -> Result<(&'a [LabelledText], &'a [LabelledText]), EvaluateError> {
    let (train, test) = match rows {
        EvaluationRows::Folds { rows, folds } if !study.online && !(2..=rows.len()).contains(&folds) => {
            return Err(EvaluateError::Folds { folds, rows: rows.len() });
        }
        EvaluationRows::Folds { rows, .. } => (&[][..], rows),
        EvaluationRows::TrainTest { train: [], .. } if !study.online && study.few != Some(0) => {
            return Err(EvaluateError::NoRows("teach with"));
        }
        EvaluationRows::TrainTest { train, test } => (train, test),
    };
    if test.is_empty() {
        return Err(EvaluateError::NoRows("test"));
    }
    if study.few == Some(0) && study.descriptions.is_empty() {
        return Err(EvaluateError::NoDescriptions);
    }
    Ok((train, test))
}

/// The topic that stands for a label, or for an expert, by its place.
pub(super) fn topic(at: usize) -> TopicId {
    TopicId::new(Uuid::from_u128(at as u128))
}

/// The place that a topic stands for.
pub(super) fn place(topic: TopicId) -> Option<usize> {
    usize::try_from(topic.raw().as_u128()).ok()
}
