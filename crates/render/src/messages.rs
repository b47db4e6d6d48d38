//! The sentences of the product: every Fluent file of a language in one bundle, checked when it is loaded.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::words;
use crate::{Language, RenderError};

/// The messages of one language.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    entries: BTreeMap<String, Entry>,
}

/// The messages of every language.
#[derive(Debug)]
pub(crate) struct Catalog {
    pub(crate) english: Messages,
    pub(crate) french: Messages,
}

impl Catalog {
    /// The messages of one language.
    pub(crate) const fn of(&self, language: Language) -> &Messages {
        match language {
            Language::En => &self.english,
            Language::Fr => &self.french,
        }
    }
}

/// What is known of a message beside its pattern.
struct Entry {
    /// The finished text of a message without variables: most of them.
    plain: Option<tera::Value>,
    /// Whether it was asked for since the start; a test finds the ones nobody needs.
    used: AtomicBool,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages")
            .field("language", &self.language)
            .field("len", &self.entries.len())
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// Loads the files of a language; every message must parse and be said once.
    pub(crate) fn new(language: Language, files: &[(&str, &str)]) -> Result<Self, RenderError> {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::En => |value, _| format_number(Language::En, value),
            Language::Fr => |value, _| format_number(Language::Fr, value),
        }));
        let mut keys = Vec::new();
        for (path, text) in files {
            let failed = |detail: String| RenderError::MessageFile { path: (*path).to_owned(), detail };
            let resource = FluentResource::try_new((*text).to_owned())
                .map_err(|(_, errors)| failed(join(errors.iter().map(ToString::to_string))))?;
            bundle
                .add_resource(resource)
                .map_err(|errors| failed(join(errors.iter().map(ToString::to_string))))?;
            keys.extend(text.lines().filter_map(key_of));
        }
        let entries = keys.into_iter().map(|key| (key.to_owned(), entry(&bundle, key))).collect();
        Ok(Self { language, bundle, entries })
    }

    /// Every key of the language, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether the language has this key.
    pub fn contains(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The keys nobody asked for since the start.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(|(_, entry)| !entry.used.load(Ordering::Relaxed))
            .map(|(key, _)| key.as_str())
    }

    /// The message of `key`, filled in with `arguments`.
    pub fn text(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> Result<String, RenderError> {
        if let Some(plain) = self.plain(key)? {
            return Ok(plain.as_str().unwrap_or_default().to_owned());
        }
        self.format(key, &arguments.iter().cloned().collect())
    }

    /// The message of `key` if it has no variables.
    pub(crate) fn plain(&self, key: &str) -> Result<Option<tera::Value>, RenderError> {
        let entry = self.entries.get(key).ok_or_else(|| self.missing(key))?;
        // Looked at first so that threads do not fight over the cache line.
        if !entry.used.load(Ordering::Relaxed) {
            entry.used.store(true, Ordering::Relaxed);
        }
        Ok(entry.plain.clone())
    }

    /// The message of `key`, resolved; an argument it names and does not get is an error.
    pub(crate) fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> Result<String, RenderError> {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| self.missing(key))?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors);
        if errors.is_empty() {
            return Ok(text.into_owned());
        }
        let detail = join(errors.iter().map(ToString::to_string));
        Err(RenderError::BadMessage { key: key.to_owned(), language: self.language, detail })
    }

    fn missing(&self, key: &str) -> RenderError {
        RenderError::MissingMessage { key: key.to_owned(), language: self.language }
    }
}

/// The key that a line of a message file defines. In a file that parses, only a message starts a line with a
/// letter: comments start with `#`, terms with `-`, continuations with a space.
fn key_of(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim_end();
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    is_key.then_some(key)
}

fn entry(bundle: &FluentBundle<FluentResource>, key: &str) -> Entry {
    let pattern = bundle.get_message(key).and_then(|message| message.value());
    let plain = pattern.and_then(|pattern| {
        // A pattern with a variable complains when it gets none.
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors);
        errors.is_empty().then(|| tera::Value::from(text))
    });
    Entry { plain, used: AtomicBool::new(false) }
}

/// Numbers in a message are written as the language writes them.
fn format_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = usize::from(number.value.fract() != 0.0);
    Some(words::number(language, number.value, number.options.maximum_fraction_digits.unwrap_or(digits)))
}

fn join(details: impl Iterator<Item = String>) -> String {
    details.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "\
# Un commentaire = pas une clé
sign-in = Se connecter
waiting = { $count ->
    [one] { $count } question attend
   *[other] { $count } questions attendent
}
hello = Bonjour { $name }
-brand = Souffleur
about = À propos de { -brand }
long =
    Une ligne
    puis = une autre
";

    fn french() -> Messages {
        Messages::new(Language::Fr, &[("fr/a.ftl", FRENCH)]).expect("parses")
    }

    #[test]
    fn messages_are_filled_in() {
        let messages = french();
        let text =
            |key: &str, arguments: &[(&str, FluentValue<'_>)]| messages.text(key, arguments).expect(key);
        assert_eq!(text("sign-in", &[]), "Se connecter");
        assert_eq!(text("about", &[]), "À propos de Souffleur");
        assert_eq!(text("hello", &[("name", "Léa".into())]), "Bonjour Léa");
        assert_eq!(text("waiting", &[("count", 0.into())]), "0 question attend");
        assert_eq!(text("waiting", &[("count", 12_345.into())]), "12\u{202f}345 questions attendent");
    }

    #[test]
    fn what_is_missing_is_said() {
        let messages = french();
        assert!(matches!(messages.text("nowhere", &[]), Err(RenderError::MissingMessage { .. })));
        assert!(matches!(messages.text("hello", &[]), Err(RenderError::BadMessage { .. })));
    }

    #[test]
    fn keys_and_the_unused_ones_are_known() {
        let messages = french();
        assert_eq!(messages.keys().collect::<Vec<_>>(), ["about", "hello", "long", "sign-in", "waiting"]);
        messages.text("about", &[]).expect("about");
        assert_eq!(messages.unused().collect::<Vec<_>>(), ["hello", "long", "sign-in", "waiting"]);
    }

    #[test]
    fn a_file_with_a_fault_is_refused() {
        for fault in ["no value =", "a = { $x", "a = 1\na = 2\n"] {
            let refused = Messages::new(Language::Fr, &[("fr/a.ftl", fault)]);
            assert!(matches!(refused, Err(RenderError::MessageFile { .. })), "{fault}");
        }
    }
}
