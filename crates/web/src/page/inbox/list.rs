//! GET /inbox/list: the list alone, as a live update asks for it.

use serde::Deserialize;
use souffleur_core::id::QuestionId;

use super::filter::Filter;
use super::load::Listing;
use super::page::ListPart;
use crate::extract::{Query, empty_as_none};
use crate::page::{Answer, Stage};

/// Which question is open beside it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Open {
    #[serde(deserialize_with = "empty_as_none")]
    open: Option<QuestionId>,
}

/// Shows the list again.
pub(super) async fn refresh(
    stage: Stage,
    Query(filter): Query<Filter>,
    Query(beside): Query<Open>,
) -> Answer {
    let list = Listing::load(&stage, &filter, beside.open).await?.list;
    stage.show(&ListPart { list })
}
