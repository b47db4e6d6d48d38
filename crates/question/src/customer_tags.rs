//! The tags that the house gives a customer, as they are typed.

use souffleur_app::error::{Problem, Problems};
use souffleur_core::text::Key;

/// Tags that one customer may have: more say nothing.
const MOST_TAGS: usize = 20;

/// Reads what the house calls a customer; each tag once.
pub fn customer_tags(problems: &mut Problems, field: &str, raw: &[String]) -> Vec<Key> {
    let mut tags: Vec<Key> = Vec::new();
    for text in raw.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let tag = problems.take(field, Key::parse(text));
        tags.extend(tag.filter(|tag| !tags.contains(tag)));
    }
    if tags.len() > MOST_TAGS {
        problems
            .note(field, Problem::Number { least: 0, most: i64::try_from(MOST_TAGS).unwrap_or(i64::MAX) });
    }
    tags
}
