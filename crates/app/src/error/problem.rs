//! What is wrong with one field of a form or of an API body.

use souffleur_core::text::TextError;
use souffleur_search::SyntaxError;

use super::ICalendarProblem;
use crate::error::RelationProblem;

/// What is wrong with a field. [`Problem::code`] names the sentence that pages show; the display is the API's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The text itself is not acceptable.
    #[error(transparent)]
    Text(#[from] TextError),
    /// It names something that is not there.
    #[error("names something that does not exist")]
    Unknown,
    /// It must be given in this case.
    #[error("is required here")]
    Required,
    /// It names something of a kind that has no such name.
    #[error("no {what} “{name}”")]
    NoSuch {
        /// The kind, such as `topic`.
        what: &'static str,
        /// The name that was given.
        name: String,
    },
    /// Fewer characters than are safe.
    #[error("must be at least {min} characters")]
    TooShort {
        /// The least, in characters.
        min: usize,
    },
    /// A password that is the person's own name, or hardly more than one character.
    #[error("is too easy to guess")]
    Guessable,
    /// The present password was asked for, and this is not it.
    #[error("is not the present password")]
    WrongPassword,
    /// Not a whole number, or not one that can be meant.
    #[error("must be a number from {least} to {most}")]
    Number {
        /// The least that can be meant.
        least: i64,
        /// The most.
        most: i64,
    },
    /// Not a date.
    #[error("must be a date written YYYY-MM-DD")]
    Date,
    /// Not a time of the day.
    #[error("must be a time written HH:MM")]
    Time,
    /// Hours that end when they begin.
    #[error("must not end when it begins")]
    Same,
    /// Not an hour of a day.
    #[error("must be a date and a time, written YYYY-MM-DDTHH:MM")]
    Moment,
    /// A time that is over.
    #[error("must be in the future")]
    Past,
    /// A time that nobody can mean.
    #[error("is too far away")]
    TooFar,
    /// Later than what is owed next.
    #[error("must be before what is owed next is due")]
    AfterPromise,
    /// It ends before it begins.
    #[error("must not end before it begins")]
    Reversed,
    /// Another one has it already.
    #[error("is already taken")]
    Taken,
    /// It is said in public, and names somebody of the house.
    #[error("is public, and names “{found}”, who works here")]
    NamesInsider {
        /// The words that name them.
        found: String,
    },
    /// Hours, or a promise, that can't be meant; `on` is the date that they were typed for.
    #[error("{}{problem}", .on.as_ref().map(|date| format!("{date}: ")).unwrap_or_default())]
    Hours {
        /// The date, as typed.
        on: Option<String>,
        /// What is wrong.
        problem: souffleur_sla::Problem,
    },
    /// A promise that no day of its calendar can keep; `policy` is the one that makes it.
    #[error("no day of this calendar stays open until {due}{}", .policy.as_ref().map(|key| format!(", which the policy {key} promises")).unwrap_or_default())]
    Unreachable {
        /// When it would be due.
        due: souffleur_sla::TimeOfDay,
        /// The key of a policy that is there already.
        policy: Option<String>,
    },
    /// A policy that no question would ever get: another one, tried before, takes all of them.
    #[error("is never reached: the policy {before}, tried before, takes every such question")]
    Shadowed {
        /// The key of the one before.
        before: String,
    },
    /// A name between braces that stands for nothing.
    #[error("there is no {{{name}}}; known are {{customer}}, {{question}}, {{due}} and {{voice}}")]
    UnknownVariable {
        /// The name.
        name: String,
    },
    /// A variable where nobody has asked yet.
    #[error("is read by everybody, so nothing can be filled in")]
    PublicVariable,
    /// Two fields of which one must stay empty.
    #[error("give one of the two, or neither")]
    OneOf,
    /// The default policy takes what is left.
    #[error("the default policy takes what is left, so it has no conditions")]
    DefaultConditions,
    /// A file that should be an iCalendar, and is not, or says more than can be taken over.
    #[error("{0}")]
    ICalendar(ICalendarProblem),
    /// Two exceptions for one date.
    #[error("names {date} twice")]
    DateTwice {
        /// The date, as typed.
        date: String,
    },
    /// Versions are kept under its key.
    #[error("keeps its key")]
    KeyKept,
    /// It must not have line breaks.
    #[error("must be one line")]
    OneLine,
    /// A rule that would take everything.
    #[error("give at least one condition: a rule without any takes everything")]
    NoCondition,
    /// Nobody who could be asked is mentioned.
    #[error(
        "must mention a colleague who drafts, such as @first.last, who neither holds the question nor asks"
    )]
    NobodyMentioned,
    /// A name after an `@` that nobody has.
    #[error("nobody is called “@{name}”")]
    UnknownMentioned {
        /// The name.
        name: String,
    },
    /// A name that several colleagues have.
    #[error("“@{name}” is the name of several colleagues; write @first.last")]
    SeveralMentioned {
        /// The name.
        name: String,
    },
    /// Nobody stands in for themselves.
    #[error("nobody can be their own deputy")]
    OwnDeputy,
    /// Only who drafts can take over what an expert drafts.
    #[error("“{name}” is not an active expert")]
    NoExpert {
        /// Who was named.
        name: String,
    },
    /// Deputies who stand in for each other, so that in the end nobody does.
    #[error("stands in, directly or through others, for the same person")]
    DeputyLoop,
    /// Somebody must be left who may change things.
    #[error("the desk needs an active administrator; make somebody else one first")]
    LastAdministrator,
    /// Somebody must be left who may reply.
    #[error("the desk needs an active community manager; make somebody else one first")]
    LastCommunityManager,
    /// Somebody must be left who speaks.
    #[error("the desk needs an active voice; take another one into use first")]
    LastVoice,
    /// What is looked for can't be read.
    #[error(transparent)]
    Search(#[from] SyntaxError),
    /// Not a share.
    #[error("must be a share in percent, such as 98 or 98.5")]
    Share,
    /// Not a length of time.
    #[error("must be a time in hours and minutes, such as 2:30")]
    Length,
    /// More of them than anybody keeps in mind.
    #[error("there are {most} already; give one up first")]
    TooMany {
        /// So many may be.
        most: usize,
    },
    /// Somebody who works here no longer.
    #[error("“{name}” works here no longer")]
    Left {
        /// Their name.
        name: String,
    },
    /// Something that is no longer in use.
    #[error("“{name}” is no longer in use")]
    Retired {
        /// What it is called.
        name: String,
    },
    /// What leaves the house names nobody of it.
    #[error("a link leaves the house, so it can't be about its people: choose another cut")]
    NamesPeople,
    /// A file that is too large.
    #[error("must not be larger than {megabytes} MB")]
    TooLarge {
        /// The most, in megabytes.
        megabytes: i64,
    },
    /// More files than one message may bring.
    #[error("must not be more than {most}")]
    TooManyFiles {
        /// So many.
        most: i64,
    },
    /// A file of another kind.
    #[error("must be an image (PNG, JPEG, WebP, GIF) or a PDF document")]
    FileKind,
    /// A file that can't be read to its end.
    #[error("is damaged")]
    FileDamaged,
    /// A document that nobody can read.
    #[error("is protected by a password")]
    FileLocked,
    /// A picture that is too large to be shown, alone or in a document.
    #[error("must not have pictures of more than {megapixels} megapixels")]
    FilePixels {
        /// The most, in millions of pixels.
        megapixels: u64,
    },
    /// An animation that is too long.
    #[error("must not be an animation of more than {most} frames, or of fewer that are as large together")]
    FileFrames {
        /// So many.
        most: u32,
    },
    /// A document that unpacks to more than can be checked.
    #[error("is too complex to be checked: print it to a new PDF, or send fewer pages")]
    FileComplex,
    /// A document with something in it that can't be written anew.
    #[error(
        "holds a picture or a text in a coding that can't be checked, such as JPEG 2000: print it to a new PDF"
    )]
    FileCoding,
    /// A file that did not get its turn in time.
    #[error("could not be checked in time: try again in a minute")]
    FileSlow,
    /// More days than a report is made of.
    #[error("must be less than {days} days after the first")]
    PeriodTooLong {
        /// So many.
        days: i32,
    },
    /// A question that has nothing to do with this one, or not in this way.
    #[error(transparent)]
    Related(#[from] RelationProblem),
    /// Any other reason, from the crate that knows; in English, technical enough for who edits settings.
    #[error("{0}")]
    Other(String),
}

impl Problem {
    /// The end of the Fluent key `problem-…` that says it to a person.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text(TextError::Empty) | Self::Required => "required",
            Self::Text(TextError::TooLong { .. }) => "too-long",
            Self::Text(TextError::Control) => "control",
            Self::Text(TextError::Form(_)) => "form",
            Self::Unknown | Self::NoSuch { .. } => "unknown",
            Self::TooShort { .. } => "too-short",
            Self::NamesInsider { .. } => "names-insider",
            Self::Guessable => "guessable",
            Self::WrongPassword => "wrong-password",
            Self::Number { .. } => "number",
            Self::Date => "date",
            Self::Time => "hour",
            Self::Same => "same",
            Self::Moment => "moment",
            Self::Past => "past",
            Self::TooFar => "too-far",
            Self::AfterPromise => "after-promise",
            Self::Reversed => "reversed",
            Self::Taken => "taken",
            Self::Hours { .. } => "hours",
            Self::Unreachable { policy: None, .. } => "unreachable",
            Self::Unreachable { policy: Some(_), .. } => "unreachable-for",
            Self::Shadowed { .. } => "shadowed",
            Self::DateTwice { .. } => "date-twice",
            Self::UnknownVariable { .. } => "variable",
            Self::PublicVariable => "public-variable",
            Self::OneOf => "one-of",
            Self::DefaultConditions => "default-conditions",
            Self::ICalendar(problem) => problem.code(),
            Self::KeyKept => "key-kept",
            Self::OneLine => "one-line",
            Self::NoCondition => "no-condition",
            Self::NobodyMentioned => "nobody-mentioned",
            Self::UnknownMentioned { .. } => "unknown-mentioned",
            Self::SeveralMentioned { .. } => "several-mentioned",
            Self::OwnDeputy => "own-deputy",
            Self::NoExpert { .. } => "no-expert",
            Self::DeputyLoop => "deputy-loop",
            Self::LastAdministrator => "last-administrator",
            Self::LastCommunityManager => "last-community-manager",
            Self::LastVoice => "last-voice",
            Self::Search(wrong) => search_code(wrong),
            Self::Share => "percentage",
            Self::Length => "length",
            Self::TooMany { .. } => "too-many",
            Self::Left { .. } => "left",
            Self::Retired { .. } => "retired",
            Self::NamesPeople => "names-people",
            Self::PeriodTooLong { .. } => "period-too-long",
            Self::TooLarge { .. } => "file-too-large",
            Self::TooManyFiles { .. } => "files-too-many",
            Self::Related(problem) => problem.code(),
            Self::FileKind => "file-kind",
            Self::FileDamaged => "file-damaged",
            Self::FileLocked => "file-locked",
            Self::FilePixels { .. } => "file-pixels",
            Self::FileFrames { .. } => "file-frames",
            Self::FileComplex => "file-complex",
            Self::FileCoding => "file-coding",
            Self::FileSlow => "file-slow",
            Self::Other(_) => "other",
        }
    }
}

/// The end of the Fluent key that says what is wrong with a search.
const fn search_code(wrong: &SyntaxError) -> &'static str {
    use souffleur_search::SyntaxErrorKind;
    match &wrong.mistake {
        SyntaxErrorKind::OpenQuote => "search-open-quote",
        SyntaxErrorKind::UnknownOperator(_) => "search-operator",
        SyntaxErrorKind::NoValue(_) => "search-no-value",
        SyntaxErrorKind::UnknownValue { .. } => "search-value",
        SyntaxErrorKind::Date(_) => "search-date",
        SyntaxErrorKind::Number(_) => "search-number",
        SyntaxErrorKind::TooLong => "search-too-long",
    }
}
