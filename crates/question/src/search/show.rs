//! The piece of each question that shows why it was found.

use souffleur_search::{ExcerptPart, Lookup, excerpt};
use souffleur_store::search::Spoken;

/// About so many characters are shown.
const WIDTH: usize = 150;

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What the customer wrote.
    Customer,
    /// What the voice said.
    Voice,
    /// A draft.
    Draft,
    /// A note.
    Note,
}

impl Place {
    /// The end of its message key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Voice => "voice",
            Self::Draft => "draft",
            Self::Note => "note",
        }
    }
}

/// The piece with the most different words of what was looked for: the stage before the wings.
pub(super) fn best(spoken: &Spoken, lookup: &Lookup) -> Option<(Place, Vec<ExcerptPart>)> {
    let places = [
        (Place::Customer, &spoken.customer),
        (Place::Voice, &spoken.voice),
        (Place::Draft, &spoken.drafts),
        (Place::Note, &spoken.notes),
    ];
    let pieces = places
        .into_iter()
        .flat_map(|(place, texts)| texts.iter().map(move |text| (place, text)))
        .filter_map(|(place, text)| Some((place, excerpt(text, lookup, WIDTH)?)));
    let marks = |parts: &[ExcerptPart]| parts.iter().filter(|part| part.marked).count().min(lookup.all.len());
    pieces.reduce(|best, next| if marks(&next.1) > marks(&best.1) { next } else { best })
}
