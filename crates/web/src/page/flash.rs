//! What the last action did, said once on the next page. It travels in a cookie: as a message's key and arguments,
//! so that the next page says it in its own language.

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::id::QuestionId;
use souffleur_render::{Engine, Flash, FlashKind, FlashUndo, FluentValue, Language};

/// A message under way to the next page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PendingFlash {
    kind: char,
    key: String,
    arguments: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undo: Option<Undo>,
}

/// A reply that can be taken back for a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The question it answers.
    pub question: QuestionId,
    /// Until when.
    pub until: Timestamp,
    /// The list beside it.
    pub back: String,
}

impl PendingFlash {
    pub(super) fn new(kind: FlashKind, key: &str, arguments: &[(&str, &str)]) -> Self {
        let kind = match kind {
            FlashKind::Success => 's',
            FlashKind::Info => 'i',
            FlashKind::Warning => 'w',
            FlashKind::Danger => 'd',
        };
        let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { kind, key: key.to_owned(), arguments: arguments.collect(), undo: None }
    }

    pub(super) fn with_undo(self, undo: Undo) -> Self {
        Self { undo: Some(undo), ..self }
    }

    /// The sentence. A cookie that is not of our making says nothing.
    fn say(&self, engine: &Engine, language: Language, now: Timestamp) -> Option<Flash> {
        let kind = match self.kind {
            's' => FlashKind::Success,
            'i' => FlashKind::Info,
            'w' => FlashKind::Warning,
            'd' => FlashKind::Danger,
            _ => return None,
        };
        let arguments: Vec<_> =
            self.arguments.iter().map(|(name, value)| (name.as_str(), argument(name, value))).collect();
        let undo = self.undo.as_ref().map(|Undo { question, until, back }| FlashUndo {
            action: format!("/questions/{question}/recall"),
            seconds: now.duration_until(*until).as_secs().max(0),
            back: back.clone(),
        });
        Some(Flash { kind, text: engine.text(language, &self.key, &arguments).ok()?, undo })
    }
}

/// What a sentence is said with. A count is a number, for one thing is said otherwise than several; the number of a question is
/// a name, and has no separators.
fn argument<'a>(name: &str, value: &'a str) -> FluentValue<'a> {
    match value.parse::<u32>() {
        Ok(count) if name == "count" => count.into(),
        _ => value.into(),
    }
}

/// The cookie's value.
pub(super) fn write(pending: &[PendingFlash]) -> String {
    BASE64URL_NOPAD.encode(&serde_json::to_vec(pending).unwrap_or_default())
}

/// The messages of a cookie.
pub(super) fn read(cookie: &str) -> Vec<PendingFlash> {
    let json = BASE64URL_NOPAD.decode(cookie.as_bytes()).unwrap_or_default();
    serde_json::from_slice(&json).unwrap_or_default()
}

/// The sentences of messages.
pub(super) fn said(
    pending: &[PendingFlash],
    engine: &Engine,
    language: Language,
    now: Timestamp,
) -> Vec<Flash> {
    pending.iter().filter_map(|pending| pending.say(engine, language, now)).collect()
}
