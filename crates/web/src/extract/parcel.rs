//! The fields of a page's form, with the files that came with them. A form without files may come as any other.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use futures_util::future::ready;
use futures_util::stream::once;
use multer::Multipart;
use serde::de::DeserializeOwned;
use souffleur_app::attachment::Upload;

use super::Form;
use crate::csrf::FORM_LIMIT;
use crate::error::Failure;
use crate::state::Web;

/// The field that files come in.
const FILES: &str = "files";

/// The fields of a form, and its files.
#[derive(Debug, Clone, Default)]
pub struct Parcel<T> {
    /// The fields.
    pub fields: T,
    /// The files; a field in which none was chosen brings none.
    pub files: Vec<Upload>,
}

/// A form as the guard took it apart: it looked for the token, and nobody reads ten megabytes twice.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// The fields, as a form without files has them.
    pairs: Vec<(String, String)>,
    files: Vec<Upload>,
}

impl Opened {
    /// A field.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The names of all fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name.as_str())
    }

    /// The files.
    pub(crate) fn into_files(self) -> Vec<Upload> {
        self.files
    }
}

/// Whether a request says that it brings a form with files.
pub(crate) fn is_parcel(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.trim_start().get(..19).is_some_and(|start| start.eq_ignore_ascii_case("multipart/form-data"))
}

/// The most bytes that a form with files may have: the files of one message, and a form beside them.
pub(crate) fn limit(web: &Web) -> usize {
    let config = &web.app.config().attachments;
    let files = usize::try_from(config.most_bytes).unwrap_or(usize::MAX).saturating_mul(config.most_files);
    files.saturating_add(FORM_LIMIT)
}

/// Takes a form apart that was read whole.
pub(crate) async fn open(headers: &HeaderMap, whole: Bytes) -> Result<Opened, Failure> {
    let malformed = |error: multer::Error| Failure::malformed(format!("the form can't be read: {error}"));
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(malformed)?;
    let mut parts = Multipart::new(once(ready(Ok::<_, Infallible>(whole))), boundary);
    let mut opened = Opened::default();
    while let Some(part) = parts.next_field().await.map_err(malformed)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(malformed)?;
        match file {
            Some(_) if name != FILES => return Err(Failure::malformed("files belong in the field files")),
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => opened.files.push(Upload { name: file, bytes: bytes.to_vec() }),
            None => {
                let text = String::from_utf8(bytes.to_vec());
                opened.pairs.push((name, text.map_err(|_| Failure::malformed("the form is not UTF-8"))?));
            }
        }
    }
    Ok(opened)
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Parcel<T> {
    type Rejection = Failure;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Failure> {
        let Some(opened) = request.extensions_mut().remove::<Arc<Opened>>() else {
            let Form(fields) = Form::from_request(request, state).await?;
            return Ok(Self { fields, files: Vec::new() });
        };
        let Some(Opened { pairs, files }) = Arc::into_inner(opened) else {
            return Err(Failure::malformed("the form was read before"));
        };
        let unreadable = |why: String| Failure::malformed(format!("the form can't be read: {why}"));
        let encoded = serde_html_form::to_string(pairs).map_err(|error| unreadable(error.to_string()))?;
        let fields = serde_html_form::from_str(&encoded).map_err(|error| unreadable(error.to_string()))?;
        Ok(Self { fields, files })
    }
}
