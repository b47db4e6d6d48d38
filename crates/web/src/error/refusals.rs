//! What the `OpenAPI` document says of refusals.

use std::collections::BTreeMap;

use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema as _};

use super::problem::ProblemDocument;

/// What any call may answer instead of what was hoped for.
pub struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let rows = [
            ("400", "The request can't be read."),
            ("401", "Nobody is signed in, or the token is not valid any more."),
            ("403", "It is not the caller's to do."),
            ("404", "There is no such thing, or none that the caller may know of."),
            ("409", "It changed meanwhile, or its state does not allow the step."),
            ("408", "The body took too long to arrive."),
            ("413", "The body is too large."),
            ("415", "The body is neither JSON nor, where files may come, a form by its content type."),
            ("422", "Some fields can't be taken as they are; `errors` names them."),
            ("429", "Too many requests; `Retry-After` says when to come back."),
            ("500", "A fault of the desk; `request_id` finds it in the log."),
            ("503", "The database or the machine can't serve for now; `Retry-After` says when to come back."),
            ("507", "No space is left to keep anything; nothing was kept."),
        ];
        let problem = RefOr::Ref(Ref::from_schema_name(ProblemDocument::name()));
        let content = ContentBuilder::new().schema(Some(problem)).build();
        let response = |what: &str| {
            ResponseBuilder::new()
                .description(what)
                .content("application/problem+json", content.clone())
                .build()
        };
        rows.into_iter().map(|(status, what)| (status.to_owned(), RefOr::T(response(what)))).collect()
    }
}
