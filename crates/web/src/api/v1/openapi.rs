//! The `OpenAPI` document, made from the handlers themselves.

use std::sync::OnceLock;

use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi as _;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Components, Info, OpenApi};

use crate::error::{FieldProblem, ProblemDocument};
use crate::route;

/// Answers with the document.
pub(super) async fn document() -> Response {
    static DOCUMENT: OnceLock<Bytes> = OnceLock::new();
    let document =
        DOCUMENT.get_or_init(|| Bytes::from(described().to_pretty_json().unwrap_or_default())).clone();
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")),
    ];
    (headers, document).into_response()
}

/// What is in no call's own description.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(ProblemDocument, FieldProblem)))]
struct Shared;

/// The calls of the table, with what they have in common.
fn described() -> OpenApi {
    let mut openapi = route::all().openapi().clone();
    openapi.merge(Shared::openapi());
    let mut info = Info::new("Souffleur", "1");
    info.description = Some(
        "A question desk with one voice. Errors are RFC 9457 problem documents, lists are paged by cursor, times are \
         RFC 3339 in UTC. Staff sign in with `POST /api/v1/session` and send the access token as a bearer token; \
         programs send the token that an administrator gave them."
            .to_owned(),
    );
    openapi.info = info;
    let components = openapi.components.get_or_insert_with(Components::new);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("bearer", bearer);
    openapi
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_is_described_with_its_problems() {
        let json: serde_json::Value = serde_json::from_str(&described().to_json().unwrap()).unwrap();
        for row in route::all().table().iter().filter(|row| row.path.starts_with("/api/v1/")) {
            if matches!(row.name.as_str(), "openapi") {
                continue;
            }
            let method = row.method.as_str().to_lowercase();
            let call = &json["paths"][&row.path][&method];
            assert_eq!(call["operationId"], row.name, "{row}");
            assert!(call["responses"]["429"].is_object() || call["responses"]["401"].is_object(), "{row}");
        }
        assert!(json["components"]["schemas"]["ProblemDocument"].is_object());
    }
}
