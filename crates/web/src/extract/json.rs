//! A JSON body. Each way of being wrong has its own answer: not JSON by its type 415, too much 413, not UTF-8 or not
//! JSON 400, JSON of another shape 422 with the field's name.

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use souffleur_app::{Error, FieldError, Problem};

use super::body::read;
use crate::error::{Failure, FailureKind};

/// The most bytes a JSON body may have: the longest question there is, and what is around it.
pub(super) const JSON_LIMIT: usize = 64 * 1024;

/// A JSON body.
#[derive(Debug, Clone, Default)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            return Err(Failure::new(FailureKind::MediaType).with_detail("send JSON (application/json)"));
        }
        let (head, body) = request.into_parts();
        let bytes = read(&head, body, JSON_LIMIT).await?;
        let text = std::str::from_utf8(&bytes).map_err(|_| Failure::malformed("the body is not UTF-8"))?;
        parse(text).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| refused(&error))?;
    json.end().map_err(|error| Failure::malformed(format!("the body is not JSON: {error}")))?;
    // A list could be read as an object whose fields are all left out, or in the order of its fields.
    if text.trim_start().starts_with('[') {
        let problem = Problem::Other("must be an object".to_owned());
        return Err(Failure::from(Error::Invalid(vec![FieldError { field: String::new(), problem }])));
    }
    Ok(value)
}

fn refused(error: &serde_path_to_error::Error<serde_json::Error>) -> Failure {
    let cause = error.inner();
    if !cause.is_data() {
        return Failure::malformed(format!("the body is not JSON: {cause}"));
    }
    let text = cause.to_string();
    let path = error.path().to_string();
    let path = if path == "." { String::new() } else { path };
    // A missing field is reported by the object it is missing from, which does not name it by its path.
    let (field, problem) = match missing(&text) {
        Some(name) if path.is_empty() => (name.to_owned(), Problem::Required),
        Some(name) => (format!("{path}.{name}"), Problem::Required),
        None => (path, Problem::Other(without_place(&text).to_owned())),
    };
    Failure::from(Error::Invalid(vec![FieldError { field, problem }]))
}

/// The name in "missing field `name` at line …".
fn missing(text: &str) -> Option<&str> {
    text.strip_prefix("missing field `")?.split('`').next()
}

fn without_place(text: &str) -> &str {
    text.rsplit_once(" at line ").map_or(text, |(text, _)| text)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Ask {
        body: String,
        customer: Customer,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Customer {
        name: String,
    }

    async fn read_json(kind: &str, body: impl Into<Body>) -> Result<Ask, Failure> {
        let request = Request::post("/").header("content-type", kind).body(body.into()).unwrap();
        Json::<Ask>::from_request(request, &()).await.map(|Json(ask)| ask)
    }

    async fn field(body: &'static str) -> String {
        let failure = read_json("application/json", body).await.unwrap_err();
        assert_eq!(failure.kind().status(), 422, "{body}");
        failure.fields()[0].field.clone()
    }

    async fn status(kind: &str, body: impl Into<Body>) -> u16 {
        read_json(kind, body).await.unwrap_err().kind().status().as_u16()
    }

    #[tokio::test]
    async fn a_good_body_is_read() {
        let ask = read_json("application/json; charset=utf-8", r#"{"body":"a","customer":{"name":"b"}}"#);
        let ask = ask.await.unwrap();
        assert_eq!((ask.body.as_str(), ask.customer.name.as_str()), ("a", "b"));
    }

    #[tokio::test]
    async fn each_way_of_being_wrong_has_its_answer() {
        assert_eq!(status("text/plain", "{}").await, 415);
        assert_eq!(status("application/json", r#"{"body":"#).await, 400);
        assert_eq!(status("application/json", "nonsense").await, 400);
        assert_eq!(status("application/json", "").await, 400);
        assert_eq!(status("application/json", r#"{"body":"a","customer":{"name":"b"}} x"#).await, 400);
        assert_eq!(status("application/json", Body::from(&b"{\"body\":\"\xff\"}"[..])).await, 400);
        assert_eq!(status("application/json", Body::from(vec![b' '; 1_000_000])).await, 413);
    }

    #[tokio::test]
    async fn a_field_that_is_wrong_is_named() {
        assert_eq!(field("{}").await, "body");
        assert_eq!(field(r#"{"body":"a","customer":{}}"#).await, "customer.name");
        assert_eq!(field(r#"{"body":3}"#).await, "body");
        assert_eq!(field(r#"{"bdy":"a"}"#).await, "bdy");
        assert_eq!(field(r#"{"body":"a","customer":{"nam":"b"}}"#).await, "customer.nam");
    }
}
