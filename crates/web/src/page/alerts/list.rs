//! The list of one's alerts.

use serde::{Deserialize, Serialize};
use souffleur_app::alert::{self, AlertLine, Seen};
use souffleur_core::id::AlertId;
use souffleur_render::Template;

use super::news::sample_rows;
use crate::extract::Form;
use crate::page::{Answer, Stage};

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Alerts {
    rows: Vec<AlertLine>,
    /// Up to where a press of the button says that one has read.
    up_to: Option<AlertId>,
}

impl Template for Alerts {
    const NAME: &'static str = "page/alerts/list.html";

    fn samples() -> Vec<Self> {
        let rows = sample_rows();
        vec![Self { rows: Vec::new(), up_to: None }, Self { up_to: rows.first().map(|row| row.id), rows }]
    }
}

/// What the button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct UpTo {
    up_to: String,
}

/// The list.
pub(super) async fn show(stage: Stage) -> Answer {
    let rows = alert::list(stage.app(), stage.actor()).await?;
    let up_to = rows.iter().find(|row| !row.seen).map(|row| row.id);
    stage.show(&Alerts { rows, up_to })
}

/// Notes that one has read them. An id that is none stands for all: nothing is lost by it.
pub(super) async fn seen(stage: Stage, Form(form): Form<UpTo>) -> Answer {
    let which = form.up_to.parse().map_or(Seen::All, Seen::UpTo);
    alert::seen(stage.app(), stage.actor(), which).await?;
    stage.go("/alerts")
}
