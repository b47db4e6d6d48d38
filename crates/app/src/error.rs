//! What a use case answers when it can't do what was asked. The web layer turns these into statuses in one table.

use std::io;

use souffleur_core::{
    draft::IllegalDraftStep, leak::Leak, permission::Forbidden, question::IllegalStep, search::SyntaxError,
    text::TextError,
};

pub use crate::causes::{Chain, Sources};
use crate::question::RelationProblem;

/// Why a use case did nothing. Whatever it is, nothing was half-written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not this person's to do.
    #[error("this is not yours to do")]
    Forbidden,
    /// There is no such thing, or none that this person may know of.
    #[error("there is no such thing")]
    NotFound,
    /// Wrong address or password; which of them is not said.
    #[error("the e-mail address or the password is wrong")]
    SignInRefused,
    /// The session ended: it expired, was revoked, or its token was used before.
    #[error("the session has ended")]
    SessionEnded,
    /// What was typed can't be taken; one entry a field.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldError>),
    /// The question changed since the version that was seen.
    #[error("this changed meanwhile; its version is now {current}")]
    Stale {
        /// The version it has now.
        current: i64,
    },
    /// The state of the thing does not allow the step.
    #[error("{0}")]
    IllegalStep(String),
    /// The text names somebody of the house; said before it leaves.
    #[error("the text names {}", .0.iter().map(|leak| format!("“{}”", leak.found)).collect::<Vec<_>>().join(", "))]
    Leaks(Vec<Leak>),
    /// The same Idempotency-Key came with another body.
    #[error("this Idempotency-Key was used with another body")]
    KeyReused,
    /// Another one has it already.
    #[error("{field} is already taken")]
    Taken {
        /// The field that must be unique.
        field: &'static str,
    },
    /// A reply by somebody waits on the question: another one is not sent beside it, and does not take its place in silence.
    #[error("{by}'s reply to this question leaves at {leaves_at}; cancel its sending first")]
    ReplyWaits {
        /// The name of whoever decided upon it.
        by: String,
        /// When it leaves.
        leaves_at: jiff::Timestamp,
    },
    /// What was asked for is not ready yet: the past is still being counted.
    #[error("the past is still being counted; try again in a moment")]
    Busy,
    /// No space is left to keep anything; it ends when somebody makes room.
    #[error("there is no space left to keep this; nothing of it was kept")]
    Full(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database or the disk can't serve for now; the same may be asked again.
    #[error("the database can't serve for now; nothing of it was kept")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fault of ours or of the machine's; logged, and told to nobody.
    #[error("something went wrong inside the desk")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// One field that can't be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct FieldError {
    /// The field's name in the form and in the API, such as `customer.email`.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

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

/// What is wrong with an iCalendar file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ICalendarProblem {
    /// It is something else.
    #[error("is not an iCalendar file: it does not begin with BEGIN:VCALENDAR")]
    NotOne,
    /// It breaks off, or breaks the rules of RFC 5545.
    #[error("is an iCalendar file that can't be read: {0}")]
    Broken(String),
    /// There is nothing to close for.
    #[error("has no events")]
    Empty,
    /// An event without a date, or with one that can't be read.
    #[error("the event “{0}” has no date that can be read")]
    Date(String),
    /// An event that comes again by a rule that is not understood.
    #[error("the event “{0}” repeats by a rule that can't be followed")]
    Repeats(String),
    /// An event in a time zone that is not known.
    #[error("the event “{title}” has no date that can be read: the time zone “{zone}” is not known")]
    Zone {
        /// What the event is called.
        title: String,
        /// The zone, as the file names it.
        zone: String,
    },
    /// A recurring event with two entries that replace one occurrence.
    #[error("the event “{title}” is changed twice for {date}")]
    Twice {
        /// What the event is called.
        title: String,
        /// The date of the occurrence.
        date: String,
    },
    /// More than a calendar of closures has.
    #[error("has more events than the {0} that are taken over")]
    TooMany(usize),
}

impl ICalendarProblem {
    /// The end of the Fluent key that says it.
    const fn code(&self) -> &'static str {
        match self {
            Self::NotOne => "ical-not-one",
            Self::Broken(_) => "ical-broken",
            Self::Empty => "ical-empty",
            Self::Date(_) => "ical-date",
            Self::Repeats(_) => "ical-repeats",
            Self::Zone { .. } => "ical-zone",
            Self::Twice { .. } => "ical-twice",
            Self::TooMany(_) => "ical-too-many",
        }
    }
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
    use souffleur_core::search::Mistake;
    match &wrong.mistake {
        Mistake::OpenQuote => "search-open-quote",
        Mistake::UnknownOperator(_) => "search-operator",
        Mistake::NoValue(_) => "search-no-value",
        Mistake::UnknownValue { .. } => "search-value",
        Mistake::Date(_) => "search-date",
        Mistake::Number(_) => "search-number",
        Mistake::TooLong => "search-too-long",
    }
}

/// Collects the problems of a form, so that all of them are told at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldError>);

impl Problems {
    /// Keeps a good value, notes a bad one.
    pub fn take<T>(&mut self, field: &str, result: Result<T, impl Into<Problem>>) -> Option<T> {
        result.map_err(|problem| self.note(field, problem)).ok()
    }

    /// Like [`Self::take`] for a field that may be left empty.
    pub fn take_optional<T>(
        &mut self,
        field: &str,
        raw: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, TextError>,
    ) -> Option<T> {
        let raw = raw.filter(|raw| !raw.trim().is_empty())?;
        self.take(field, parse(raw))
    }

    /// Notes a problem.
    pub fn note(&mut self, field: &str, problem: impl Into<Problem>) {
        self.0.push(FieldError { field: field.to_owned(), problem: problem.into() });
    }

    /// Takes over the problems of a part, under the names that its fields have in the whole.
    pub fn adopt(&mut self, part: Self, name: &dyn Fn(&str) -> String) {
        self.0.extend(part.0.into_iter().map(|error| FieldError { field: name(&error.field), ..error }));
    }

    /// Fails if anything was noted.
    pub fn check(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

impl Error {
    /// One field's problem.
    pub fn invalid(field: &str, problem: impl Into<Problem>) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), problem: problem.into() }])
    }

    /// The same problems of a part, under the path that its fields have in the whole.
    #[must_use]
    pub fn within(self, path: &str) -> Self {
        let Self::Invalid(errors) = self else { return self };
        let moved =
            errors.into_iter().map(|error| FieldError { field: format!("{path}{}", error.field), ..error });
        Self::Invalid(moved.collect())
    }

    /// A fault of ours.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }
}

impl From<Forbidden> for Error {
    fn from(_: Forbidden) -> Self {
        Self::Forbidden
    }
}
impl From<IllegalStep> for Error {
    fn from(step: IllegalStep) -> Self {
        Self::IllegalStep(step.to_string())
    }
}
impl From<IllegalDraftStep> for Error {
    fn from(step: IllegalDraftStep) -> Self {
        Self::IllegalStep(step.to_string())
    }
}
impl From<souffleur_store::Error> for Error {
    fn from(error: souffleur_store::Error) -> Self {
        use souffleur_store::{Conflict, Error as Stored, Outage};
        match error.outage() {
            Some(Outage::DiskFull) => return Self::Full(error.into()),
            Some(_) => return Self::Unavailable(error.into()),
            None => {}
        }
        let field = match &error {
            Stored::Stale { current } => return Self::Stale { current: *current },
            Stored::Missing(_) => return Self::NotFound,
            Stored::Behind => return Self::Busy,
            Stored::Conflict(Conflict::Email) => "email",
            Stored::Conflict(Conflict::Key) => "key",
            Stored::Conflict(Conflict::ExternalId) => "external_id",
            Stored::Conflict(Conflict::Identity) => "customer",
            Stored::Conflict(Conflict::Idempotency) => "Idempotency-Key",
            Stored::Conflict(Conflict::Number) => "number",
            _ => return Self::internal(error),
        };
        Self::Taken { field }
    }
}
/// A file that could not be written or read: the disk's state, which ends, never a fault of what was asked.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as K;
        match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Self::Full(error.into()),
            _ => Self::Unavailable(error.into()),
        }
    }
}
impl From<souffleur_render::RenderError> for Error {
    fn from(error: souffleur_render::RenderError) -> Self {
        Self::internal(error)
    }
}
