//! GET /questions/{id}/same: the open questions that ask the same as this one, to be answered together.

use serde::Serialize;
use souffleur_app::view::InboxRow;
use souffleur_core::id::QuestionId;
use souffleur_question::question::alike;
use souffleur_render::Template;
use souffleur_web::extract::Path;
use souffleur_web::page::{PageContext, PageResult};

use crate::inbox_filter::question_path;

/// A question that asks the same.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Same {
    /// Its id.
    pub(super) id: String,
    number: i64,
    href: String,
    who: String,
    text: String,
    /// How many are answered with it.
    followers: u32,
}

impl Same {
    pub(super) fn of(row: &InboxRow) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number,
            href: question_path(row.id),
            who: row.customer_name.to_string(),
            text: row.excerpt.clone(),
            followers: row.followers,
        }
    }

    pub(super) fn sample(number: i64, followers: u32) -> Self {
        let (id, href) = (number.to_string(), format!("/questions/{number}"));
        let (who, text) = ("Paul <Girard>".to_owned(), "Ma carte bancaire est refusée.".to_owned());
        Self { id, number, href, who, text, followers }
    }
}

/// The questions that ask the same.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AlikePart {
    /// The question itself.
    id: String,
    /// The others.
    rows: Vec<Same>,
}

/// The same on a page of its own, for who has no script.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct AlikePage(AlikePart);

impl Template for AlikePart {
    const NAME: &'static str = "page/related/alike.html";

    fn samples() -> Vec<Self> {
        let rows = vec![Same::sample(1044, 2), Same::sample(1045, 0)];
        vec![Self { id: "1042".to_owned(), rows: vec![] }, Self { id: "1042".to_owned(), rows }]
    }
}

impl Template for AlikePage {
    const NAME: &'static str = "page/related/alike_page.html";

    fn samples() -> Vec<Self> {
        AlikePart::samples().into_iter().map(Self).collect()
    }
}

/// Shows them.
pub(super) async fn show(context: PageContext, Path(id): Path<QuestionId>) -> PageResult {
    let rows = alike(context.app(), context.actor(), id).await?;
    let part = AlikePart { id: id.to_string(), rows: rows.iter().map(Same::of).collect() };
    if context.is_fragment() { context.show(&part) } else { context.show(&AlikePage(part)) }
}
