//! GET /answers: every answer that is kept, those to be looked at again first.

use serde::Serialize;
use souffleur_question::answer::{self, AnswerForm, AnswerView};
use souffleur_render::{Template, sample_now};
use souffleur_web::page::{PageContext, PageResult, core_language};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AnswerList {
    /// The answers.
    items: Vec<AnswerView>,
    /// How many are to be looked at again.
    overdue: usize,
}

impl Template for AnswerList {
    const NAME: &'static str = "page/answers/list.html";

    fn samples() -> Vec<Self> {
        let view = AnswerView {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            title: "Retour sans ticket".to_owned(),
            topic: Some("Retours".to_owned()),
            owner: Some("Léa Bernard".to_owned()),
            is_public: true,
            review_on: Some(jiff::civil::date(2026, 11, 1)),
            overdue: true,
            active: true,
            used: 12,
            last_used_at: Some(sample_now()),
            form: AnswerForm::default(),
        };
        let plain = AnswerView {
            topic: None,
            owner: None,
            is_public: false,
            review_on: None,
            overdue: false,
            active: false,
            used: 0,
            last_used_at: None,
            ..view.clone()
        };
        let planned = AnswerView { overdue: false, used: 1, ..view.clone() };
        vec![Self { items: vec![], overdue: 0 }, Self { items: vec![view, planned, plain], overdue: 1 }]
    }
}

/// Shows the list.
pub(super) async fn show(context: PageContext) -> PageResult {
    let items = answer::list(context.app(), context.actor(), core_language(context.language())).await?;
    let overdue = items.iter().filter(|item| item.active && item.overdue).count();
    context.show(&AnswerList { items, overdue })
}
