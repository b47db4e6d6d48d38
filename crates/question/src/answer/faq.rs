//! The answers that everybody reads. Nothing of a question or of who keeps an answer is in what leaves here.

use serde::Serialize;
use souffleur_app::{App, error::Error};
use souffleur_core::{Language, id::AnswerId};

use super::{likeness, telling};

/// So many are proposed to who asks.
const MOST: usize = 3;
/// One word of the title, or two of the text.
const ALIKE: usize = 2;

/// An answer that everybody reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FaqEntry {
    /// Names it in the address.
    pub id: AnswerId,
    /// What it is about.
    pub topic: Option<String>,
    /// The question.
    pub title: String,
    /// The answer.
    pub body: String,
    /// The language it is written in.
    pub language: Language,
}

/// Every answer that everybody reads, by topic.
pub async fn faq(app: &App, language: Language) -> Result<Vec<FaqEntry>, Error> {
    let settings = app.settings();
    let public =
        app.store().read().answers().await?.into_iter().filter(|answer| answer.active && answer.is_public);
    let entry = |answer: souffleur_core::answer::Answer| {
        let (language, text) = answer.text(language)?;
        Some(FaqEntry {
            id: answer.id,
            topic: answer.topic.and_then(|id| settings.topic(id)).map(|topic| topic.name.to_string()),
            title: text.title.to_string(),
            body: text.body.to_string(),
            language,
        })
    };
    let mut entries: Vec<FaqEntry> = public.filter_map(entry).collect();
    entries.sort_by(|left, right| (&left.topic, &left.title).cmp(&(&right.topic, &right.title)));
    Ok(entries)
}

/// The answers that everybody reads and that are like what somebody is about to ask.
pub async fn like(app: &App, language: Language, asked: &str) -> Result<Vec<FaqEntry>, Error> {
    let stems = telling(asked, language);
    let entries = faq(app, language).await?.into_iter();
    let alike = |entry: FaqEntry| (likeness(&stems, &entry.title, &entry.body, entry.language), entry);
    let mut alike: Vec<(usize, FaqEntry)> = entries.map(alike).filter(|(alike, _)| *alike >= ALIKE).collect();
    alike.sort_by_key(|(alike, _)| std::cmp::Reverse(*alike));
    Ok(alike.into_iter().take(MOST).map(|(_, entry)| entry).collect())
}
