//! What a search adds to a list: why each question was found, what was looked for in place of what was typed, and what is
//! wrong with it.

use serde::Serialize;
use souffleur_app::Settings;
use souffleur_app::view::InboxRow;
use souffleur_core::id::QuestionId;
use souffleur_question::question::ListQuery;
use souffleur_question::search::{Found, Hit, find};
use souffleur_web::error::Failure;
use souffleur_web::page::PageContext;

use super::row::{Piece, Row};

/// How a search went.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Search {
    /// What was looked for in place of a word that nobody knows.
    pub(crate) instead: Vec<(String, String)>,
    /// Whether only the newest were ranked.
    pub(crate) newest_only: bool,
    /// What is wrong with what was typed.
    pub(crate) error: Option<String>,
}

/// What a list shows for a search.
#[derive(Debug, Default)]
pub(crate) struct Results {
    /// The questions.
    pub(crate) rows: Vec<Row>,
    /// The cursor of the next page.
    pub(crate) next: Option<String>,
    /// How it went.
    pub(crate) search: Search,
}

impl Results {
    /// Looks for what was typed; what is wrong with it is told, and nothing found.
    pub(crate) async fn load(
        context: &PageContext,
        query: &ListQuery,
        settings: &Settings,
        href: impl Fn(QuestionId) -> String,
        open: Option<QuestionId>,
    ) -> Result<Self, Failure> {
        let found = match find(context.app(), context.actor(), query).await {
            Ok(found) => found,
            Err(error @ souffleur_app::Error::Invalid(_)) => {
                let errors = context.field_errors(error)?;
                let error = errors.get("q").map(ToOwned::to_owned);
                let error = error.map_or_else(|| context.text("inbox-bad-page", &[]), Ok)?;
                return Ok(Self {
                    search: Search { error: Some(error), ..Search::default() },
                    ..Self::default()
                });
            }
            Err(error) => return Err(error.into()),
        };
        let Found { hits, next, instead, newest_only } = found;
        let row = |Hit { row, piece }: Hit| {
            let piece = piece.map(|(place, parts)| Piece { place: place.as_str(), parts });
            let made = |row: InboxRow| {
                let (href, current) = (href(row.id), open == Some(row.id));
                Row::of(row, href, current, context.now(), settings)
            };
            Row { piece, ..made(row) }
        };
        let instead = instead.into_iter().map(|instead| (instead.typed, instead.shown)).collect();
        Ok(Self {
            rows: hits.into_iter().map(row).collect(),
            next: next.map(|cursor| cursor.to_string()),
            search: Search { instead, newest_only, error: None },
        })
    }
}
