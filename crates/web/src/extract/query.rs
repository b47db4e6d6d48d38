//! Parameters behind the question mark. Repeated ones make a list, empty ones are as good as absent for
//! `Option<…>` fields that say so with [`empty_as_none`].

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};

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
        // Nobody types it, and PostgreSQL can't even be asked for it.
        if query.contains("%00") {
            return Err(Failure::malformed("the query contains a NUL"));
        }
        let query = serde_html_form::Deserializer::from_bytes(query.as_bytes());
        serde_path_to_error::deserialize(query).map(Self).map_err(|error| {
            Failure::malformed(format!("the parameter {} can't be read: {}", error.path(), error.inner()))
        })
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

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Params {
        status: Vec<String>,
        #[serde(deserialize_with = "empty_as_none")]
        limit: Option<u32>,
    }

    async fn read(query: &str) -> Result<Params, String> {
        let (mut parts, ()) = Request::get(format!("/questions?{query}")).body(()).unwrap().into_parts();
        let read = Query::<Params>::from_request_parts(&mut parts, &()).await;
        read.map(|Query(params)| params).map_err(|failure| failure.to_string())
    }

    #[tokio::test]
    async fn parameters_may_repeat_be_empty_or_be_absent() {
        let params = read("status=new&status=drafted&limit=").await.unwrap();
        assert_eq!((params.status.len(), params.limit), (2, None));
        assert_eq!(read("limit=5").await.unwrap().limit, Some(5));
    }

    #[tokio::test]
    async fn a_parameter_that_is_wrong_is_named() {
        assert!(read("limit=many").await.unwrap_err().contains("limit"));
        assert!(read("status=%ff").await.unwrap_err().contains("UTF-8"));
    }
}
