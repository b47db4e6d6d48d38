//! The languages of the house and how one is chosen for a reader.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A language every sentence of the product exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

impl Language {
    /// Every language, in the order of a menu.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The BCP 47 tag, as in `<html lang>` and the folder below `locales/`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The name of the language in itself, for a language menu.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    /// The language of a tag such as `fr` or `fr-CA`, if the house speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The language an `Accept-Language` header prefers, or `fallback` if it accepts none of ours.
    ///
    /// The highest quality wins, then the order of the header; `*` stands for the fallback; `q=0` refuses.
    pub fn negotiate(accept_language: &str, fallback: Self) -> Self {
        let mut best: Option<(u16, Self)> = None;
        for range in accept_language.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts.find_map(quality_of).unwrap_or(1000);
            let language = if tag == "*" { Some(fallback) } else { Self::from_tag(tag) };
            if let Some(language) = language
                && quality > best.map_or(0, |(best_quality, _)| best_quality)
            {
                best = Some((quality, language));
            }
        }
        best.map_or(fallback, |(_, language)| language)
    }
}

/// The thousandths of a `q=` parameter; a malformed one counts as zero, as if it had not been sent.
fn quality_of(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let value: f32 = value.trim().parse().unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000 first")]
    Some((value.clamp(0.0, 1.0) * 1000.0).round() as u16)
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::from_tag(tag).ok_or_else(|| format!("unknown language `{tag}`, expected `fr` or `en`"))
    }
}

/// How a reader reads: the language of the words and the zone of the times.
#[derive(Debug, Clone, PartialEq)]
pub struct Locale {
    /// The language of the words, dates and numbers.
    pub language: Language,
    /// The zone in which instants are shown.
    pub zone: TimeZone,
    /// The zone of the house, which may be another: the filter `clocks` says both.
    pub house: Option<TimeZone>,
}

impl Locale {
    /// A locale from its two parts.
    pub const fn new(language: Language, zone: TimeZone) -> Self {
        Self { language, zone, house: None }
    }

    /// The same at a house with a clock of its own.
    #[must_use]
    pub fn of_house(self, zone: TimeZone) -> Self {
        Self { house: Some(zone), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, En, Fr};

    #[test]
    fn the_header_chooses() {
        for (header, expected) in [
            ("fr-FR,fr;q=0.9,en;q=0.8", Fr),
            ("en-GB,en;q=0.9", En),
            ("de-DE,de;q=0.9,en;q=0.2,fr;q=0.3", Fr),
            ("de", Fr),
            ("", Fr),
            ("en;q=0, fr;q=0.1", Fr),
            ("*;q=0.5, en;q=0.4", Fr),
            ("*;q=0.4, EN-us;q=0.5", En),
            ("en;q=abc", Fr),
            ("english", Fr),
        ] {
            assert_eq!(Language::negotiate(header, Fr), expected, "{header}");
        }
    }

    #[test]
    fn tags_read_back() {
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
        assert_eq!(Language::from_tag("fr_CA"), Some(Fr));
        assert!("tlh".parse::<Language>().is_err());
    }
}
