//! What a program sends that may bring files: JSON as everywhere, or a form (multipart/form-data) in which the same JSON
//! is the field `message`, beside its `files`.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use souffleur_app::attachment::Upload;
use utoipa::ToSchema;

use super::json::{JSON_LIMIT, Json, parse};
use super::multipart::{self, FileHandling};
use crate::error::{Failure, FailureKind};
use crate::state::Web;

/// The field of the JSON.
const MESSAGE: &str = "message";

/// A JSON body, and the files that came with it.
#[derive(Debug, Default)]
pub struct Message<T> {
    /// The body.
    pub message: T,
    /// The files.
    pub files: Vec<Upload>,
}

impl<T: DeserializeOwned> FromRequest<Web> for Message<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Failure> {
        if !multipart::is_multipart(request.headers()) {
            let Json(message) = Json::from_request(request, web).await?;
            return Ok(Self { message, files: Vec::new() });
        }
        let (_, opened) = multipart::open(web, request, |_| Ok(FileHandling::Keep)).await?;
        if opened.names().any(|name| name != MESSAGE) {
            return Err(Failure::malformed("a form has the fields message and files"));
        }
        let text =
            opened.field(MESSAGE).ok_or_else(|| Failure::malformed("the form has no field message"))?;
        if text.len() > JSON_LIMIT {
            return Err(Failure::new(FailureKind::TooLarge)
                .with_detail(format!("send at most {JSON_LIMIT} bytes of JSON")));
        }
        Ok(Self { message: parse(text)?, files: opened.into_files() })
    }
}

/// The form of a call that may bring files, for the document that describes it.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only its description is read")]
pub struct MessageForm<T: ToSchema> {
    /// What the call takes as JSON.
    message: T,
    /// Images (PNG, JPEG, WebP, GIF) and PDF documents. What they are is read from their bytes, and what names somebody in
    /// them is taken out.
    #[schema(value_type = Vec<String>, format = Binary)]
    files: (),
}
