//! The two languages of the product.

use serde::{Deserialize, Serialize};

/// A language that pages, letters and voices speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French, the house's own.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order pages offer them.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The ISO 639-1 code, as stored and as in `lang` attributes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Reads an ISO 639-1 code; the region of a longer tag (`fr-CA`) is ignored.
    pub fn from_code(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }
}
