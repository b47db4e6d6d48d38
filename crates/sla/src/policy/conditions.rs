//! Which questions a policy is for. Policies are tried in their order, and the first whose conditions hold applies.
//!
//! Channels, topics, languages and tags are words here: what they name is the desk's business.

use std::collections::BTreeSet;

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Invalid, Problem, TimeOfDay, weekday_key};

/// What is known of a question when a promise is made on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts<'a> {
    /// How it came.
    pub channel: &'a str,
    /// The key of what it is about.
    pub topic: Option<&'a str>,
    /// The language it is written in.
    pub language: Option<&'a str>,
    /// What the house calls its customer.
    pub tags: &'a [&'a str],
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// All that are given must hold; one of the words of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawConditions", into = "RawConditions")]
pub struct Conditions {
    words: [BTreeSet<String>; 4],
    asked: Option<Window>,
}

/// A time of asking, on the wall of the policy's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Window {
    /// On these days of the week; on all of them where none is named.
    days: BTreeSet<u8>,
    from: TimeOfDay,
    until: TimeOfDay,
}

/// A condition that did not hold, by the name it has in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The question came by another channel.
    Channel,
    /// It is about something else.
    Topic,
    /// It is written in another language.
    Language,
    /// Its customer has none of the tags.
    Tag,
    /// It was asked at another time.
    Asked,
}

impl Condition {
    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Topic => "topic",
            Self::Language => "language",
            Self::Tag => "tag",
            Self::Asked => "asked",
        }
    }
}

const WORDS: [Condition; 4] = [Condition::Channel, Condition::Topic, Condition::Language, Condition::Tag];

impl Conditions {
    /// Whether there are none: then they hold for every question.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The first condition that does not hold; `zone` is the calendar's.
    pub fn miss(&self, facts: &Facts<'_>, zone: &TimeZone) -> Option<Condition> {
        let word = |condition| match condition {
            Condition::Channel => std::slice::from_ref(&facts.channel),
            Condition::Topic => facts.topic.as_slice(),
            Condition::Language => facts.language.as_slice(),
            Condition::Tag => facts.tags,
            Condition::Asked => &[],
        };
        let missed = WORDS.into_iter().zip(&self.words).find(|(condition, wanted)| {
            !wanted.is_empty() && !word(*condition).iter().any(|word| wanted.contains(*word))
        });
        let untimely = || self.asked.as_ref().is_some_and(|window| !window.holds(facts.asked_at, zone));
        missed.map(|(condition, _)| condition).or_else(|| untimely().then_some(Condition::Asked))
    }

    /// Whether all of them hold.
    pub fn hold(&self, facts: &Facts<'_>, zone: &TimeZone) -> bool {
        self.miss(facts, zone).is_none()
    }

    /// Whether every question that these `others` hold for meets these as well: a policy with the others, tried after
    /// one with these, would never be reached.
    pub fn cover(&self, others: &Self) -> bool {
        let wider = |own: &BTreeSet<String>, other: &BTreeSet<String>| {
            own.is_empty() || (!other.is_empty() && other.is_subset(own))
        };
        let words = self.words.iter().zip(&others.words).all(|(own, other)| wider(own, other));
        let time = match (&self.asked, &others.asked) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => own.covers(other),
        };
        words && time
    }

    /// Whether they name a time of asking.
    pub fn is_timed(&self) -> bool {
        self.asked.is_some()
    }

    /// The topics that are named.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        self.words[1].iter().map(String::as_str)
    }
}

impl Window {
    fn holds(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let local = zone.to_datetime(at);
        let today = local.weekday().to_monday_zero_offset().unsigned_abs();
        let since = local.duration_since(local.date().to_datetime(jiff::civil::Time::midnight()));
        let of = |time: TimeOfDay| SignedDuration::from_mins(i64::from(time.minutes()));
        let on = self.days.is_empty() || self.days.contains(&today);
        on && of(self.from) <= since && since < of(self.until)
    }

    fn covers(&self, other: &Self) -> bool {
        let every: BTreeSet<u8> = (0..7).collect();
        let days = |window: &Self| if window.days.is_empty() { every.clone() } else { window.days.clone() };
        days(other).is_subset(&days(self)) && self.from <= other.from && other.until <= self.until
    }
}

/// The written shape of [`Conditions`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawConditions {
    /// Channels.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub channel: Words,
    /// Topics' keys.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub topic: Words,
    /// Languages.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub language: Words,
    /// Customers' tags.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub tag: Words,
    /// A time of asking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<RawWindow>,
}

/// One word, or several of which one is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// One.
    One(String),
    /// Some.
    Some(Vec<String>),
}

/// The written shape of a time of asking.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawWindow {
    /// `mon` to `sun`; every day where none is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<String>,
    /// `HH:MM`; the start of the day where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// `HH:MM`; the end of the day where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Default for Words {
    fn default() -> Self {
        Self::Some(Vec::new())
    }
}

impl Words {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Some(words) if words.is_empty())
    }

    /// All of them.
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Some(words) => words,
        }
    }
}

impl TryFrom<RawConditions> for Conditions {
    type Error = Invalid;

    fn try_from(raw: RawConditions) -> Result<Self, Invalid> {
        let set = |words: &Words| words.as_slice().iter().map(|word| word.trim().to_owned()).collect();
        let words = [&raw.channel, &raw.topic, &raw.language, &raw.tag].map(set);
        let asked = raw.asked.filter(|window| *window != RawWindow::default());
        let asked = asked.map(|window| read_window(&window).map_err(|error| error.under("asked")));
        Ok(Self { words, asked: asked.transpose()? })
    }
}

/// The key of a weekday by its days since Monday.
fn key_of(since_monday: u8) -> &'static str {
    weekday_key(Weekday::Monday.wrapping_add(since_monday))
}

fn read_window(raw: &RawWindow) -> Result<Window, Invalid> {
    let time = |text: &Option<String>, default, path: &str| match text {
        Some(text) => text.trim().parse().map_err(|error: Invalid| error.under(path)),
        None => Ok(default),
    };
    let from: TimeOfDay = time(&raw.from, TimeOfDay::MIDNIGHT, "from")?;
    let until = time(&raw.until, TimeOfDay::END_OF_DAY, "until")?;
    if until <= from {
        return Err(Problem::NoTimeOfAsking.at("until"));
    }
    let day = |(index, key): (usize, &String)| {
        let found = (0..7).find(|day| key_of(*day) == key.trim());
        found.ok_or_else(|| Problem::UnknownWeekday(key.clone()).at(format!("days[{index}]")))
    };
    Ok(Window { days: raw.days.iter().enumerate().map(day).collect::<Result<_, _>>()?, from, until })
}

impl From<Conditions> for RawConditions {
    fn from(conditions: Conditions) -> Self {
        let [channel, topic, language, tag] =
            conditions.words.map(|words| Words::Some(words.into_iter().collect()));
        let asked = conditions.asked.map(|window| RawWindow {
            days: window.days.iter().map(|day| key_of(*day).to_owned()).collect(),
            from: (window.from != TimeOfDay::MIDNIGHT).then(|| window.from.to_string()),
            until: (window.until != TimeOfDay::END_OF_DAY).then(|| window.until.to_string()),
        });
        Self { channel, topic, language, tag, asked }
    }
}
