//! The unit of work, and the steps it may take.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    channel::Channel,
    id::{CustomerId, QuestionId, TopicId, UserId, VoiceId},
    language::Language,
    text::{ExternalId, Name, Remark, Subject},
};

/// A customer's question, without its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id inside the house.
    pub id: QuestionId,
    /// Its number, as people say it: #1042.
    pub number: i64,
    /// What is kept of the unguessable part of the customer's link.
    pub token: TokenHash,
    /// Counts every change; who edits says which version they saw.
    pub version: i64,
    /// Where it stands.
    pub status: Status,
    /// Why it is hidden, said in public; present exactly while it is hidden.
    pub hidden_reason: Option<Remark>,
    /// Whether the wall and the feed show it.
    pub visibility: Visibility,
    /// How it came.
    pub channel: Channel,
    /// What the channel calls its first message.
    pub external_id: Option<ExternalId>,
    /// The line above it, where there was one.
    pub subject: Option<Subject>,
    /// The language it is written in.
    pub language: Language,
    /// What it is about, as far as anybody could tell.
    pub topic: Option<TopicId>,
    /// Who asked.
    pub customer: CustomerId,
    /// Who speaks for the house.
    pub voice: VoiceId,
    /// Its assignee: an expert, or the community managers together where no expert fits.
    #[serde(rename = "holder")]
    pub assignee: Assignee,
    /// When the desk received it; promises count from here.
    pub asked_at: Timestamp,
    /// Until when the community managers have put it out of their sight, if they have. Whatever happens to it brings it
    /// back; its promises run all the while.
    pub snoozed_until: Option<Timestamp>,
    /// The question that asks the same and that it is answered with: one draft serves both, each is replied to by itself.
    pub lead: Option<QuestionId>,
    /// The earlier question that the same customer had asked the same in; what they write from now on is said there.
    pub merged_into: Option<QuestionId>,
}

/// The assignee of a question. There is no third case: a question without one can't be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    /// One member of staff, who drafts.
    Expert(UserId),
    /// The community managers, because no expert fits.
    CommunityManager,
}

impl Assignee {
    /// The expert, if one holds it.
    pub fn expert(self) -> Option<UserId> {
        match self {
            Self::Expert(user) => Some(user),
            Self::CommunityManager => None,
        }
    }
}

impl From<Option<UserId>> for Assignee {
    fn from(expert: Option<UserId>) -> Self {
        expert.map_or(Self::CommunityManager, Self::Expert)
    }
}

/// Whether everybody may read a question, or only who has its link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// On the wall and in the feed.
    Public,
    /// Only by the customer's own link.
    Private,
}

/// The unguessable part of a customer's link: 26 characters of base 32, 130 bits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Token(String);

impl Token {
    /// How many characters a token has.
    pub const LEN: usize = 26;

    /// Reads a token; anything of another form is nobody's.
    pub fn parse(raw: &str) -> Option<Self> {
        let plain = |b: u8| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b);
        (raw.len() == Self::LEN && raw.bytes().all(plain)).then(|| Self(raw.to_owned()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the desk keeps of a token: the mark of the key that made it, a full stop, and the token's fingerprint. It opens
/// nothing; the token follows from the question's id and the key, which is not beside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TokenHash(String);

impl TokenHash {
    /// What the database has.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The whole of it, as it is stored. No link is made of it.
    pub fn as_stored(&self) -> &str {
        &self.0
    }

    /// The fingerprint of the token, whichever key made it.
    pub fn fingerprint(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }
}

/// Not of the form that tokens have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be {} characters of base 32", Token::LEN)]
pub struct NoToken;

impl TryFrom<String> for Token {
    type Error = NoToken;
    fn try_from(raw: String) -> Result<Self, NoToken> {
        Self::parse(&raw).ok_or(NoToken)
    }
}
impl From<Token> for String {
    fn from(token: Token) -> Self {
        token.0
    }
}

impl std::fmt::Debug for Token {
    /// A token opens a thread, so it does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Where a question stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// The community managers hold it: no expert fitted.
    New,
    /// An expert holds it.
    Assigned,
    /// A draft waits for the community manager.
    Drafted,
    /// The voice has answered.
    Answered,
    /// Done.
    Closed,
    /// Not shown; the public reason stands in its place.
    Hidden,
}

/// A step that the question's status does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a question that is {} can't be {step}", .from.as_str())]
pub struct IllegalStep {
    /// Where it stands.
    pub from: Status,
    /// What was tried, as a past participle.
    pub step: &'static str,
}

impl Status {
    /// Every status, in the order of a question's life.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Assigned, Self::Drafted, Self::Answered, Self::Closed, Self::Hidden];

    /// The name in the schema and the API.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema or the API.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// Whether somebody still owes the customer something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Assigned | Self::Drafted)
    }

    /// The status of an open question by who holds it.
    pub const fn for_assignee(assignee: Assignee) -> Self {
        match assignee {
            Assignee::Expert(_) => Self::Assigned,
            Assignee::CommunityManager => Self::New,
        }
    }

    /// Another assignee takes it over. A draft that was waiting goes with the question, unread no longer.
    pub const fn assigned(self, assignee: Assignee) -> Result<Self, IllegalStep> {
        if self.is_open() { Ok(Self::for_assignee(assignee)) } else { Err(self.refuses("assigned")) }
    }

    /// A draft was submitted.
    pub const fn drafted(self) -> Result<Self, IllegalStep> {
        if self.is_open() { Ok(Self::Drafted) } else { Err(self.refuses("drafted")) }
    }

    /// The waiting draft went back to its author.
    pub const fn returned(self, assignee: Assignee) -> Result<Self, IllegalStep> {
        match self {
            Self::Drafted => Ok(Self::for_assignee(assignee)),
            _ => Err(self.refuses("returned")),
        }
    }

    /// The voice replied. A second reply to an answered or closed question is a reply like the first.
    pub const fn answered(self) -> Result<Self, IllegalStep> {
        match self {
            Self::Hidden => Err(self.refuses("answered")),
            _ => Ok(Self::Answered),
        }
    }

    /// A community manager says that it is done.
    pub const fn closed(self) -> Result<Self, IllegalStep> {
        match self {
            Self::Closed | Self::Hidden => Err(self.refuses("closed")),
            _ => Ok(Self::Closed),
        }
    }

    /// A community manager takes it off the stage.
    pub const fn hidden(self) -> Result<Self, IllegalStep> {
        match self {
            Self::Hidden => Err(self.refuses("hidden")),
            _ => Ok(Self::Hidden),
        }
    }

    /// A community manager takes up again what was done or hidden.
    pub const fn reopened(self, assignee: Assignee) -> Result<Self, IllegalStep> {
        if self.is_open() { Err(self.refuses("reopened")) } else { Ok(Self::for_assignee(assignee)) }
    }

    /// The customer wrote again. What was done is open again; what is hidden stays hidden.
    #[must_use]
    pub const fn followed_up(self, assignee: Assignee) -> Self {
        match self {
            Self::Answered | Self::Closed => Self::for_assignee(assignee),
            Self::New | Self::Assigned | Self::Drafted | Self::Hidden => self,
        }
    }

    const fn refuses(self, step: &'static str) -> IllegalStep {
        IllegalStep { from: self, step }
    }
}

/// "Marie Dupont" is "Marie D." to the public.
pub fn public_name(name: &Name) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.last().and_then(|last| last.chars().next()) {
        // Somebody who introduced themselves by an address would not want it on a wall.
        _ if first.contains('@') => first.split('@').next().unwrap_or_default().to_owned(),
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: Assignee = Assignee::CommunityManager;

    #[test]
    fn the_whole_path_and_a_follow_up() {
        let expert = Assignee::Expert(UserId::new(uuid::Uuid::nil()));
        let assigned = Status::for_assignee(expert);
        let drafted = assigned.drafted().unwrap();
        assert_eq!(drafted.returned(expert), Ok(Status::Assigned));
        let answered = drafted.answered().unwrap();
        assert_eq!(answered.closed().unwrap().followed_up(expert), Status::Assigned);
    }

    #[test]
    fn what_is_done_or_hidden_refuses_work_until_it_is_reopened() {
        for done in [Status::Answered, Status::Closed, Status::Hidden] {
            assert!(done.assigned(HELD).is_err());
            assert!(done.drafted().is_err());
            assert_eq!(done.reopened(HELD), Ok(Status::New));
        }
        assert!(Status::Hidden.answered().is_err());
        assert_eq!(Status::Hidden.followed_up(HELD), Status::Hidden);
        assert_eq!(
            Status::Closed.closed().unwrap_err().to_string(),
            "a question that is closed can't be closed"
        );
    }

    #[test]
    fn names_round_trip() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
        }
    }

    #[test]
    fn the_public_meets_a_first_name_and_an_initial() {
        let public = |name: &str| public_name(&Name::parse(name).unwrap());
        assert_eq!(public("Marie de la Tour"), "Marie T.");
        assert_eq!(public("Marie"), "Marie");
        assert_eq!(public("marie@example.test"), "marie");
    }
}
