//! The feed: what the voice answered in public, for readers and other sites.

use axum::{
    http::{HeaderValue, header::CONTENT_TYPE},
    response::IntoResponse as _,
};
use jiff::Timestamp;
use serde::Serialize;
use souffleur_question::public;
use souffleur_render::Template;
use souffleur_web::page::{PageContext, PageResult};

use super::sample::threads;

/// The Atom document.
#[derive(Debug, Serialize)]
pub(super) struct Feed {
    /// The address of the wall, whole.
    pub(super) home: String,
    /// When anything in it changed last.
    pub(super) updated: Timestamp,
    /// The questions with their answers.
    pub(super) threads: Vec<public::Thread>,
}

impl Template for Feed {
    const NAME: &'static str = "page/public/feed.xml";

    fn samples() -> Vec<Self> {
        let now = souffleur_render::sample_now();
        let feed = |threads| Self { home: "https://desk.example".to_owned(), updated: now, threads };
        vec![feed(vec![]), feed(threads())]
    }
}

/// Answers with the feed.
pub(super) async fn show(context: PageContext) -> PageResult {
    let threads = public::feed(context.app()).await?;
    let updated = threads.iter().map(|thread| thread.changed_at).max().unwrap_or(Timestamp::UNIX_EPOCH);
    let feed = Feed { home: context.app().url(""), updated, threads };
    let mut xml = context.web.engine.render(&feed, &context.frame)?;
    // Every other character that a text can have is one of XML's.
    xml.retain(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind)], xml).into_response())
}
