//! The list of a section.

use serde::Serialize;
use souffleur_render::Template;
use souffleur_web::page::{PageContext, PageResult};

use super::resource::ListedResource;
use super::section::Place;

/// The list.
#[derive(Debug, Serialize)]
#[serde(bound = "")]
pub(super) struct ListPage<T: ListedResource> {
    #[serde(flatten)]
    place: Place,
    items: Vec<T::View>,
}

impl<T: ListedResource> Template for ListPage<T> {
    const NAME: &'static str = T::LIST;

    fn samples() -> Vec<Self> {
        let page = |items| Self { place: T::SECTION.into(), items };
        vec![page(vec![]), page(T::views())]
    }
}

/// Shows it.
pub(super) async fn show<T: ListedResource>(context: PageContext) -> PageResult {
    let items = T::list(context.app(), context.actor()).await?;
    context.show(&ListPage::<T> { place: T::SECTION.into(), items })
}
