//! Filters: each is a key that the index knows, so that a rare filter narrows a common word at once, and a condition on
//! the question as it is now, which has the last word.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use souffleur_core::{
    channel::Channel,
    id::{TopicId, UserId},
    question::Status,
};
use souffleur_search::{Alternatives, key};

use super::sql::Sql;
use crate::instant::millis;

/// A filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// Whether it must not be so.
    pub negated: bool,
    /// What must be so.
    pub wanted: Wanted,
}

/// What a filter asks of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// One of these numbers.
    Number(i64),
    /// One of these statuses.
    Status(Vec<Status>),
    /// One of these topics.
    Topic(Vec<TopicId>),
    /// One of these experts holds it.
    Expert(Vec<UserId>),
    /// This expert holds it, or was asked about it.
    SeenBy(UserId),
    /// No expert holds it.
    Nobody,
    /// It came by this channel.
    Channel(Channel),
    /// What is owed next was due by then, and is still owed.
    Late(Timestamp),
    /// The router found nobody for it.
    Unsure,
    /// It is kept off the public page.
    Private,
    /// A draft was handed in and waits.
    Drafted,
    /// There is a note.
    Noted,
    /// Asked before.
    Before(Timestamp),
    /// Asked then or later.
    After(Timestamp),
}

impl Wanted {
    /// The keys of which a question must have one; none where the index has nothing to say.
    fn keys(&self, past: Past) -> Option<Alternatives> {
        let keys: Vec<String> = match self {
            Self::Status(statuses) => statuses.iter().map(|status| key('s', status.as_str())).collect(),
            Self::Topic(topics) => {
                topics.iter().map(|topic| key('t', &topic.raw().simple().to_string())).collect()
            }
            Self::Expert(users) => {
                users.iter().map(|user| key('e', &user.raw().simple().to_string())).collect()
            }
            Self::SeenBy(user) => ['e', 'a'].map(|kind| key(kind, &user.raw().simple().to_string())).to_vec(),
            Self::Nobody => vec![key('e', "none")],
            Self::Channel(channel) => vec![key('c', channel.as_str())],
            Self::Late(_) => open().map(|status| key('s', status.as_str())).collect(),
            Self::Unsure => vec![key('h', "unsure")],
            Self::Private => vec![key('h', "private")],
            Self::Drafted => vec![key('s', Status::Drafted.as_str())],
            Self::Noted => vec![key('h', "note")],
            Self::Before(at) => past.months(Timestamp::MIN, *at)?,
            Self::After(at) => past.months(*at, Timestamp::MAX)?,
            Self::Number(_) => return None,
        };
        Some(Alternatives(keys.into_iter().map(|key| vec![key]).collect()))
    }

    /// The condition on the question, called `q`.
    pub(super) fn condition(&self, sql: &mut Sql) {
        match self {
            Self::Number(number) => sql.say("q.number = ").value(*number),
            Self::Status(statuses) => sql.say("q.status IN ").list(statuses.iter().map(|status| status.as_str())),
            Self::Topic(topics) => sql.say("q.topic_id IS NOT NULL AND q.topic_id IN ").list(topics.iter().map(|id| id.raw())),
            Self::Expert(users) => sql.say("q.expert_id IS NOT NULL AND q.expert_id IN ").list(users.iter().map(|id| id.raw())),
            Self::SeenBy(user) => sql
                .say("(q.expert_id IS NOT NULL AND q.expert_id = ")
                .value(user.raw())
                .say(") OR EXISTS (SELECT 1 FROM side_draft a WHERE a.question_id = q.id AND a.author_id = ")
                .value(user.raw())
                .say(")"),
            Self::Nobody => sql.say("q.expert_id IS NULL"),
            Self::Channel(channel) => sql.say("q.channel = ").value(channel.as_str()),
            Self::Late(at) => sql
                .say("q.next_due_at <= ")
                .value(millis(*at))
                // No values: without them PostgreSQL's generic plan would have to guess how many are open.
                .say(" AND q.status IN ('new', 'assigned', 'drafted')"),
            Self::Unsure => sql.say(
                "NOT EXISTS (SELECT 1 FROM assignment f WHERE f.question_id = q.id AND f.expert_id IS NOT NULL \
                 AND f.id = (SELECT MIN(g.id) FROM assignment g WHERE g.question_id = q.id))",
            ),
            Self::Private => sql.say("q.visibility = 'private'"),
            Self::Drafted => sql.say("q.status = 'drafted'"),
            Self::Noted => sql.say("EXISTS (SELECT 1 FROM note n WHERE n.question_id = q.id)"),
            Self::Before(at) => sql.say("q.asked_at < ").value(millis(*at)),
            Self::After(at) => sql.say("q.asked_at >= ").value(millis(*at)),
        };
    }
}

fn open() -> impl Iterator<Item = Status> {
    Status::ALL.into_iter().filter(|status| status.is_open())
}

/// The month of an instant, in UTC.
pub(super) fn month(at: Timestamp) -> String {
    month_key(at.to_zoned(TimeZone::UTC).date())
}

fn month_key(day: Date) -> String {
    key('m', &day.strftime("%Y%m").to_string())
}

/// When the first and the last question were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Past {
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
}

impl Past {
    /// The keys of the months in which questions were asked between two instants, in UTC; none if they are too many to be
    /// asked for. Where there are none, a key that no question has.
    fn months(self, from: Timestamp, to: Timestamp) -> Option<Vec<String>> {
        const MOST: usize = 400;
        let first = |at: Timestamp| at.to_zoned(TimeZone::UTC).date().first_of_month();
        let (month, last) = (first(from.max(self.first)), first(to.min(self.last)));
        let months = std::iter::successors(Some(month), |month| month.checked_add(1.month()).ok());
        let mut keys: Vec<String> =
            months.take_while(|month| *month <= last).take(MOST + 1).map(month_key).collect();
        if keys.is_empty() {
            keys.push(key('m', "none"));
        }
        (keys.len() <= MOST).then_some(keys)
    }
}

impl Facet {
    /// Something that must be so.
    pub const fn of(wanted: Wanted) -> Self {
        Self { negated: false, wanted }
    }

    /// The keys of which a question must have one; none where the index has nothing to say.
    pub(super) fn keys(&self, past: Past) -> Option<Alternatives> {
        match (&self.wanted, self.negated) {
            (wanted, false) => wanted.keys(past),
            (Wanted::Before(at), true) => Wanted::After(*at).keys(past),
            (Wanted::After(at), true) => Wanted::Before(*at).keys(past),
            (_, true) => None,
        }
    }

    /// Whether it asks when a question was asked.
    pub(super) const fn is_of_time(&self) -> bool {
        matches!(self.wanted, Wanted::Before(_) | Wanted::After(_))
    }

    /// The condition on the question.
    pub(super) fn condition(&self, sql: &mut Sql) {
        sql.say(if self.negated { " AND NOT (" } else { " AND (" });
        self.wanted.condition(sql);
        sql.say(")");
    }
}
