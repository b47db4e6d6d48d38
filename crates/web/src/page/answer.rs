//! What page handlers give back.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Serialize;

use crate::error::Failure;

/// What a page handler gives back.
pub type PageResult = Result<Response, Failure>;

/// What is wrong with the fields of a form, in the reader's language, by the name of the field. In a template:
/// `error={errors?.body}`.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct FieldErrors(BTreeMap<String, String>);

impl FieldErrors {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// For samples: a sentence for each field.
    pub fn sample(fields: &[&str]) -> Self {
        Self(fields.iter().map(|field| ((*field).to_owned(), "…".to_owned())).collect())
    }

    /// Adds a sentence about a field. The first one stays: one thing at a time is enough to read.
    pub fn add(&mut self, field: impl Into<String>, sentence: impl Into<String>) {
        self.0.entry(field.into()).or_insert_with(|| sentence.into());
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence about a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// What is wrong first, wherever there is room for one sentence only.
    pub fn first(&self) -> Option<&str> {
        self.0.values().next().map(String::as_str)
    }

    /// The same sentences under other names, where the form does not call its fields what the use case does.
    #[must_use]
    pub fn renamed(self, name: impl Fn(&str) -> String) -> Self {
        Self(self.0.into_iter().map(|(field, sentence)| (name(&field), sentence)).collect())
    }
}
