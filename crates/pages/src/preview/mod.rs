//! POST /preview: what somebody is writing, as its reader will see it. Below the editor, or without script in a tab of its
//! own; nothing is kept.

use serde::{Deserialize, Serialize};
use souffleur_render::{Catalogue, Template};
use souffleur_web::access::Access;
use souffleur_web::extract::Form;
use souffleur_web::page::{PageContext, PageResult};
use souffleur_web::route::Routes;

/// The route of this place.
pub(crate) fn routes() -> Routes {
    Routes::new().post("/preview", Access::SignedIn, "preview", show)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new().page::<Preview>().page::<PreviewPart>()
}

/// What is being written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    body: String,
}

/// A page of its own.
#[derive(Debug, Serialize)]
pub(super) struct Preview {
    text: String,
}

/// Below the editor.
#[derive(Debug, Serialize)]
pub(super) struct PreviewPart {
    text: String,
}

fn sample() -> String {
    "Bonjour **Marie**,\n\n- un\n- [deux](https://example.com)".to_owned()
}

impl Template for Preview {
    const NAME: &'static str = "page/preview/page.html";

    fn samples() -> Vec<Self> {
        vec![Self { text: sample() }, Self { text: String::new() }]
    }
}

impl Template for PreviewPart {
    const NAME: &'static str = "page/preview/part.html";

    fn samples() -> Vec<Self> {
        vec![Self { text: sample() }, Self { text: String::new() }]
    }
}

/// Shows it.
async fn show(context: PageContext, Form(Fields { body }): Form<Fields>) -> PageResult {
    if context.is_fragment() {
        context.show(&PreviewPart { text: body })
    } else {
        context.show(&Preview { text: body })
    }
}
