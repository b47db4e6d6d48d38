//! GET /questions/{id}/answers: what was answered before to questions like this one, ready to be put into the text.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use souffleur_core::id::{AnswerId, QuestionId};
use souffleur_question::{
    answer,
    proposal::{self, Proposal, Source},
};
use souffleur_render::{Template, sample_now};
use souffleur_web::extract::Path;
use souffleur_web::page::{PageContext, PageResult};

/// A text that may answer.
#[derive(Debug, Clone, Serialize)]
struct Line {
    /// `reply`, `kept` or `page`.
    source: &'static str,
    /// The number of the question that it answered; 0 where it answered none.
    number: i64,
    /// The answer that is kept.
    answer: Option<String>,
    /// What it is called.
    title: String,
    /// What is put into the text.
    body: String,
    /// When it was last used, or sent.
    last_used_at: Option<Timestamp>,
    /// How often it was used.
    used: i64,
    /// From when on nobody vouches for it.
    review_on: Option<Date>,
    /// Whether it may no longer be so.
    expired: bool,
}

/// The proposals.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ProposalsPart {
    /// The question.
    id: String,
    /// Its number, which names the editor.
    number: i64,
    /// The texts.
    lines: Vec<Line>,
}

/// The same on a page of its own, for who has no script.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct ProposalsPage(ProposalsPart);

impl Template for ProposalsPart {
    const NAME: &'static str = "page/answers/proposals.html";

    fn samples() -> Vec<Self> {
        let line = Line {
            source: "kept",
            number: 0,
            answer: Some(uuid::Uuid::nil().to_string()),
            title: "Retour sans ticket".to_owned(),
            body: "Bonjour Marie, \"oui\" <b>.".to_owned(),
            last_used_at: Some(sample_now()),
            used: 12,
            review_on: Some(jiff::civil::date(2026, 11, 1)),
            expired: true,
        };
        let unused = Line { last_used_at: None, used: 0, expired: false, ..line.clone() };
        let reply = Line { source: "reply", number: 1012, answer: None, expired: false, ..line.clone() };
        let page = Line { source: "page", number: 0, used: 0, review_on: None, ..reply.clone() };
        let id = uuid::Uuid::nil().to_string();
        vec![
            Self { id: id.clone(), number: 1042, lines: vec![] },
            Self { id, number: 1042, lines: vec![line, unused, reply, page] },
        ]
    }
}

impl Template for ProposalsPage {
    const NAME: &'static str = "page/answers/proposals_page.html";

    fn samples() -> Vec<Self> {
        ProposalsPart::samples().into_iter().map(Self).collect()
    }
}

impl From<Proposal> for Line {
    fn from(proposal: Proposal) -> Self {
        let (source, number, answer) = match proposal.source {
            Source::Reply { number } => ("reply", number, None),
            Source::Kept { id } => ("kept", 0, Some(id.to_string())),
            Source::Page => ("page", 0, None),
        };
        Self {
            source,
            number,
            answer,
            title: proposal.title,
            body: proposal.body,
            last_used_at: proposal.last_used_at,
            used: proposal.used,
            review_on: proposal.review_on,
            expired: proposal.expired,
        }
    }
}

/// Shows what may answer a question.
pub(super) async fn show(context: PageContext, Path(id): Path<QuestionId>) -> PageResult {
    let (number, proposals) = proposal::propose(context.app(), context.actor(), id).await?;
    let lines = proposals.into_iter().map(Line::from).collect();
    let part = ProposalsPart { id: id.to_string(), number, lines };
    if context.is_fragment() { context.show(&part) } else { context.show(&ProposalsPage(part)) }
}

/// Counts that an answer was put into a text.
pub(super) async fn used(context: PageContext, Path(id): Path<AnswerId>) -> PageResult {
    answer::used(context.app(), context.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
