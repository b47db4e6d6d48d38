//! What the last action did, said once on the next page. It travels in a cookie: as a message's key and arguments,
//! so that the next page says it in its own language.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use souffleur_render::{Engine, Flash, FlashKind, FluentValue, Language};

/// A message under way to the next page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    kind: char,
    key: String,
    arguments: Vec<(String, String)>,
}

impl Pending {
    pub(super) fn new(kind: FlashKind, key: &str, arguments: &[(&str, &str)]) -> Self {
        let kind = match kind {
            FlashKind::Success => 's',
            FlashKind::Info => 'i',
            FlashKind::Warning => 'w',
            FlashKind::Danger => 'd',
        };
        let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { kind, key: key.to_owned(), arguments: arguments.collect() }
    }

    /// The sentence. A cookie that is not of our making says nothing.
    fn say(&self, engine: &Engine, language: Language) -> Option<Flash> {
        let kind = match self.kind {
            's' => FlashKind::Success,
            'i' => FlashKind::Info,
            'w' => FlashKind::Warning,
            'd' => FlashKind::Danger,
            _ => return None,
        };
        let arguments: Vec<_> = self
            .arguments
            .iter()
            .map(|(name, value)| (name.as_str(), FluentValue::from(value.as_str())))
            .collect();
        Some(Flash { kind, text: engine.text(language, &self.key, &arguments).ok()? })
    }
}

/// The cookie's value.
pub(super) fn write(pending: &[Pending]) -> String {
    BASE64URL_NOPAD.encode(&serde_json::to_vec(pending).unwrap_or_default())
}

/// The sentences of a cookie.
pub(super) fn read(cookie: &str, engine: &Engine, language: Language) -> Vec<Flash> {
    let json = BASE64URL_NOPAD.decode(cookie.as_bytes()).unwrap_or_default();
    let pending: Vec<Pending> = serde_json::from_slice(&json).unwrap_or_default();
    pending.iter().filter_map(|pending| pending.say(engine, language)).collect()
}
