//! Shapes that several calls of the API share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use souffleur_core::id::{TopicId, UserId};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use crate::error::ProblemDocument;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Listed<T> {
    /// The rows.
    pub(crate) items: Vec<T>,
    /// What to send as `cursor` for the rows after these; null on the last page.
    pub(crate) next_cursor: Option<String>,
}

/// The body of a step that asks for nothing: what is sent with it all the same is refused before the step is taken.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NothingJson {}

/// A topic.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TopicJson {
    #[schema(value_type = uuid::Uuid)]
    pub(crate) id: TopicId,
    pub(crate) key: String,
    pub(crate) name: String,
}

/// A member of staff.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonJson {
    #[schema(value_type = uuid::Uuid)]
    pub(crate) id: UserId,
    pub(crate) name: String,
}

/// What any call may answer instead of what was hoped for.
pub(crate) struct Refusals;

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
