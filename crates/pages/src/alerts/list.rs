//! The list of one's alerts.

use serde::{Deserialize, Serialize};
use souffleur_core::id::AlertId;
use souffleur_core::permission::Action;
use souffleur_question::alert::{self, AlertLine, Seen};
use souffleur_question::answer::{self, OverdueAnswer};
use souffleur_render::Template;
use souffleur_web::extract::Form;
use souffleur_web::page::{PageContext, PageResult, core_language};

use super::news::sample_rows;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct Alerts {
    rows: Vec<AlertLine>,
    /// Up to where a press of the button says that one has read.
    up_to: Option<AlertId>,
    /// The kept answers that the reader vouches for and is to look at again.
    answers: Vec<OverdueAnswer>,
    /// Whether the reader can change them.
    keeps: bool,
}

impl Template for Alerts {
    const NAME: &'static str = "page/alerts/list.html";

    fn samples() -> Vec<Self> {
        let rows = sample_rows();
        let answer = OverdueAnswer {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            title: "Retour <sans> ticket".to_owned(),
            review_on: jiff::civil::date(2026, 11, 1),
        };
        let none = || Self { rows: Vec::new(), up_to: None, answers: vec![], keeps: false };
        let full = Self { up_to: rows.first().map(|row| row.id), rows, ..none() };
        let told = Self { answers: vec![answer.clone()], ..none() };
        vec![none(), told, Self { answers: vec![answer], keeps: true, ..full }]
    }
}

/// What the button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct UpTo {
    up_to: String,
}

/// The list.
pub(super) async fn show(context: PageContext) -> PageResult {
    let rows = alert::list(context.app(), context.actor()).await?;
    let up_to = rows.iter().find(|row| !row.seen).map(|row| row.id);
    let answers = answer::overdue(context.app(), context.actor(), core_language(context.language())).await?;
    let keeps = context.actor().may(Action::KeepAnswers).is_ok();
    context.show(&Alerts { rows, up_to, answers, keeps })
}

/// Notes that one has read them. An id that is none stands for all: nothing is lost by it.
pub(super) async fn seen(context: PageContext, Form(form): Form<UpTo>) -> PageResult {
    let which = form.up_to.parse().map_or(Seen::All, Seen::UpTo);
    alert::seen(context.app(), context.actor(), which).await?;
    context.redirect("/alerts")
}
