//! The words before a colon, in both languages.

use serde::Serialize;

/// What a filter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Operator {
    /// Who asked: words of the name, the address or the handle.
    From,
    /// What it is about.
    Topic,
    /// Who holds it.
    Expert,
    /// How it came.
    Channel,
    /// Where it stands.
    Status,
    /// A state: late, unsure, open.
    Is,
    /// Something that it has: a draft, a note.
    Has,
    /// Asked before this day.
    Before,
    /// Asked on this day or later.
    After,
}

impl Operator {
    /// Every operator, in the order in which they are explained.
    pub const ALL: [Self; 9] = [
        Self::From,
        Self::Topic,
        Self::Expert,
        Self::Channel,
        Self::Status,
        Self::Is,
        Self::Has,
        Self::Before,
        Self::After,
    ];

    /// Its names: in English, which is how a query is written down, then in French.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::From => &["from", "de"],
            Self::Topic => &["topic", "sujet"],
            Self::Expert => &["expert", "experte"],
            Self::Channel => &["channel", "canal"],
            Self::Status => &["status", "statut"],
            Self::Is => &["is", "est"],
            Self::Has => &["has", "avec"],
            Self::Before => &["before", "avant"],
            Self::After => &["after", "apres"],
        }
    }

    /// The operator of a folded name.
    pub fn called(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.names().contains(&name))
    }

    /// How a query is written down.
    pub const fn as_str(self) -> &'static str {
        self.names()[0]
    }
}

/// A state of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IsFilter {
    /// What is owed next on it is late.
    Late,
    /// The router did not know whom to give it to.
    Unsure,
    /// Somebody still owes the customer something.
    Open,
    /// Kept off the public page.
    Private,
}

impl IsFilter {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Late, Self::Unsure, Self::Open, Self::Private];

    /// Its names, folded: English first.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Late => &["late", "retard", "tard"],
            Self::Unsure => &["unsure", "incertain", "incertaine"],
            Self::Open => &["open", "ouvert", "ouverte"],
            Self::Private => &["private", "prive", "privee"],
        }
    }
}

/// Something that a question has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HasFilter {
    /// A draft that was handed in and waits.
    Draft,
    /// A note.
    Note,
}

impl HasFilter {
    /// Everything it can have.
    pub const ALL: [Self; 2] = [Self::Draft, Self::Note];

    /// Its names, folded: English first.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Draft => &["draft", "brouillon", "projet"],
            Self::Note => &["note"],
        }
    }
}
