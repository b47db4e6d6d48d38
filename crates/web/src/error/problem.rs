//! A failure as an RFC 9457 problem document.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::failure::Failure;
use super::kind::FailureKind;
use crate::request_id::current_request_id;

/// What programs read when something went wrong (`application/problem+json`).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// Names the kind of problem; stable.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in words.
    pub title: &'static str,
    /// The HTTP status, once more.
    pub status: u16,
    /// What happened this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields that can't be taken as they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The version that the thing has now, where the one that was sent is stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i64>,
    /// The id of the request, which stands in the log too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// One field that can't be taken as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field, with dots between its parts: `customer.email`.
    pub field: String,
    /// Names the kind of problem; stable.
    pub code: &'static str,
    /// What is wrong with it.
    pub detail: String,
}

impl From<&Failure> for ProblemDocument {
    fn from(failure: &Failure) -> Self {
        let inner = &failure.0;
        let (status, code, title) = inner.kind.row();
        let errors = inner.fields.iter().map(|error| FieldProblem {
            field: error.field.clone(),
            code: error.problem.code(),
            detail: error.problem.to_string(),
        });
        Self {
            kind: format!("urn:souffleur:problem:{code}"),
            title,
            status: status.as_u16(),
            detail: inner.detail.clone(),
            errors: errors.collect(),
            current_version: inner.current_version,
            request_id: current_request_id(),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = (self.kind().status(), Json(ProblemDocument::from(&self))).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.kind() == FailureKind::SignInNeeded {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"souffleur\""));
        }
        let mut response = self.retry_on(response);
        response.extensions_mut().insert(self);
        response
    }
}
