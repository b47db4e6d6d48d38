//! The question that another is related to.

use serde::Deserialize;
use utoipa::ToSchema;

/// Another question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherJson {
    /// Its number.
    pub(super) number: i64,
    /// The version of the question in the address that was seen, where that matters.
    pub(super) version: Option<i64>,
}
