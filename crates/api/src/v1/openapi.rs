//! The `OpenAPI` document, made from the handlers themselves.

use std::sync::{Arc, LazyLock};

use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use souffleur_web::access::Access;
use souffleur_web::error::{FieldProblem, ProblemDocument};
use souffleur_web::route::Routes;
use utoipa::OpenApi as _;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Components, Info, OpenApi};

/// Adds the document that describes the calls and the stream of events; it is made when it is first asked for.
pub(super) fn with_document(calls: Routes) -> Routes {
    let mut openapi = calls.openapi().clone();
    openapi.merge(souffleur_web::routes().openapi().clone());
    let document =
        LazyLock::new(move || Bytes::from(described(openapi).to_pretty_json().unwrap_or_default()));
    let document = Arc::new(document);
    let handler = move || {
        let document = Bytes::clone(&document);
        async move { answer(document) }
    };
    calls.get("/api/v1/openapi.json", Access::Public, "openapi", handler)
}

fn answer(document: Bytes) -> Response {
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
pub(super) fn described(mut openapi: OpenApi) -> OpenApi {
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
