//! Parameters behind the question mark. Repeated ones make a list, empty ones are as good as absent for
//! `Option<…>` fields that say so with [`empty_as_none`].

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::Deserialize;

use super::form::decoded_is_text;
use crate::error::Failure;

/// The query parameters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        if !decoded_is_text(query.as_bytes()) {
            return Err(Failure::malformed("the query is not UTF-8"));
        }
        serde_html_form::from_str(query)
            .map(Self)
            .map_err(|error| Failure::malformed(format!("the query can't be read: {error}")))
    }
}

/// Reads a parameter that a form sends empty when nothing was chosen.
pub fn empty_as_none<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    let raw = Option::<String>::deserialize(deserializer)?;
    let raw = raw.as_deref().map(str::trim).filter(|raw| !raw.is_empty());
    raw.map(str::parse).transpose().map_err(D::Error::custom)
}
