//! The fields of a page's form, as typed.

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::{Deserialize, de::DeserializeOwned};

use super::body::read;
use crate::error::{Failure, FailureKind};

/// The largest form: twenty thousand characters, however many bytes they take, and what is around them.
pub(crate) const FORM_LIMIT: usize = 256 * 1024;

/// The fields of a form. Give every field `#[serde(default)]`: what is missing is as good as empty, and the use case
/// says what must not be.
#[derive(Debug, Clone, Default)]
pub struct Form<T>(pub T);

/// The form of a step that asks for nothing: what claims to be one and isn't is refused before the step is taken.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct NoFields {}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        if !is_form(request.headers()) {
            return Err(Failure::new(FailureKind::MediaType));
        }
        let (head, body) = request.into_parts();
        let bytes = read(&head, body, FORM_LIMIT).await?;
        if !decoded_is_text(&bytes) {
            return Err(Failure::malformed("the form is not UTF-8"));
        }
        serde_html_form::from_bytes(&bytes)
            .map(Self)
            .map_err(|error| Failure::malformed(format!("the form can't be read: {error}")))
    }
}

/// Whether a request says that it brings a form.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Whether the percent-decoded bytes are UTF-8. The decoder itself would put replacement characters in their place,
/// and nobody would ever know what was meant.
pub(super) fn decoded_is_text(encoded: &[u8]) -> bool {
    if !encoded.contains(&b'%') {
        return std::str::from_utf8(encoded).is_ok();
    }
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut at = 0;
    while at < encoded.len() {
        match (encoded[at], digit(encoded.get(at + 1)), digit(encoded.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
            }
            (byte, _, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    std::str::from_utf8(&decoded).is_ok()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::StatusCode;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Ask {
        #[serde(default)]
        body: String,
        #[serde(default)]
        topic: Vec<String>,
    }

    async fn read_form(kind: &str, body: Vec<u8>) -> Result<Ask, StatusCode> {
        let request = Request::post("/").header("content-type", kind).body(Body::from(body)).unwrap();
        let form = Form::<Ask>::from_request(request, &()).await;
        form.map(|Form(ask)| ask).map_err(|failure| failure.kind().status())
    }

    const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

    #[tokio::test]
    async fn fields_come_as_typed_and_may_repeat() {
        let ask = read_form(FORM, b"topic=a&topic=b&body=%C3%A9t%C3%A9+%00".into()).await.unwrap();
        assert_eq!((ask.body.as_str(), ask.topic.len()), ("été \0", 2));
        assert_eq!(read_form(FORM, vec![]).await.unwrap().body, "");
    }

    #[tokio::test]
    async fn what_is_no_form_is_refused() {
        assert_eq!(read_form("application/json", b"{}".into()).await.unwrap_err(), 415);
        assert_eq!(read_form(FORM, b"body=%FF%FE".into()).await.unwrap_err(), 400);
        assert_eq!(read_form(FORM, b"body=\xff".into()).await.unwrap_err(), 400);
        assert_eq!(read_form(FORM, vec![b'a'; 1_000_000]).await.unwrap_err(), 413);
    }
}
