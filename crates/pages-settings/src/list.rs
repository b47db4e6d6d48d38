//! The list of a section.

use serde::Serialize;
use souffleur_render::Template;
use souffleur_web::page::{Answer, Stage};

use super::section::Place;
use super::thing::Listed;

/// The list.
#[derive(Debug, Serialize)]
#[serde(bound = "")]
pub(super) struct ListPage<T: Listed> {
    #[serde(flatten)]
    place: Place,
    items: Vec<T::View>,
}

impl<T: Listed> Template for ListPage<T> {
    const NAME: &'static str = T::LIST;

    fn samples() -> Vec<Self> {
        let page = |items| Self { place: T::SECTION.into(), items };
        vec![page(vec![]), page(T::views())]
    }
}

/// Shows it.
pub(super) async fn show<T: Listed>(stage: Stage) -> Answer {
    let items = T::list(stage.app(), stage.actor()).await?;
    stage.show(&ListPage::<T> { place: T::SECTION.into(), items })
}
