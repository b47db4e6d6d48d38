//! The problems of a whole form.

use souffleur_core::text::TextError;

use super::{Error, FieldError, Problem};

/// Collects the problems of a form, so that all of them are told at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldError>);

impl Problems {
    /// Keeps a good value, notes a bad one.
    pub fn take<T>(&mut self, field: &str, result: Result<T, impl Into<Problem>>) -> Option<T> {
        result.map_err(|problem| self.note(field, problem)).ok()
    }

    /// Like [`Self::take`] for a field that may be left empty.
    pub fn take_optional<T>(
        &mut self,
        field: &str,
        raw: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, TextError>,
    ) -> Option<T> {
        let raw = raw.filter(|raw| !raw.trim().is_empty())?;
        self.take(field, parse(raw))
    }

    /// Notes a problem.
    pub fn note(&mut self, field: &str, problem: impl Into<Problem>) {
        self.0.push(FieldError { field: field.to_owned(), problem: problem.into() });
    }

    /// Takes over the problems of a part, under the names that its fields have in the whole.
    pub fn adopt(&mut self, part: Self, name: &dyn Fn(&str) -> String) {
        self.0.extend(part.0.into_iter().map(|error| FieldError { field: name(&error.field), ..error }));
    }

    /// Fails if anything was noted.
    pub fn check(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
