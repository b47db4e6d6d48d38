//! What the drafting desk shows.

use serde::Serialize;
use souffleur_render::Template;

use crate::inbox::{AskRow, Away, List};
use crate::pane::Pane;

/// The whole place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeskPage {
    /// One's own questions.
    pub(super) list: List,
    /// The one that is open.
    pub(super) q: Option<Pane>,
}

const TABS: [&str; 4] = ["draft", "waiting", "done", "all"];

fn list() -> List {
    List::sample("/desk", "draft", &TABS)
}

impl Template for DeskPage {
    const NAME: &'static str = "page/desk/page.html";

    fn samples() -> Vec<Self> {
        let mut samples = vec![Self { list: List { problem: Some("…".to_owned()), ..list() }, q: None }];
        samples.extend(Pane::desk_samples().into_iter().map(|q| Self { list: list(), q: Some(q) }));
        let away = |away| Self { list: List { away: Some(away), ..list() }, q: None };
        samples.extend(Away::samples().map(away));
        let asked = |list| Self { list: List { asks: AskRow::samples(), ..list }, q: None };
        samples.extend([asked(list()), asked(List::empty_sample("/desk", "draft", &TABS))]);
        samples.extend(TABS.map(|view| Self { list: List::empty_sample("/desk", view, &TABS), q: None }));
        samples
    }
}

/// The list alone, for a live update.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeskList {
    /// One's own questions.
    pub(super) list: List,
}

impl Template for DeskList {
    const NAME: &'static str = "page/desk/list.html";

    fn samples() -> Vec<Self> {
        vec![Self { list: list() }]
    }
}

/// The question alone, for a live update or a refused form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeskPane {
    /// The question.
    pub(super) q: Pane,
}

impl Template for DeskPane {
    const NAME: &'static str = "page/desk/pane.html";

    fn samples() -> Vec<Self> {
        Pane::desk_samples().into_iter().map(|q| Self { q }).collect()
    }
}
