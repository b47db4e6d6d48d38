//! Shapes that several calls of the API share.

use serde::{Deserialize, Serialize};
use souffleur_core::id::{TopicId, UserId};
use utoipa::ToSchema;

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
