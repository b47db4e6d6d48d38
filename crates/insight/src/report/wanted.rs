//! Which promises a report is about, and which of its numbers a list is behind.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use souffleur_app::snapshot::house_zone;
use souffleur_app::{
    App,
    error::{Error, Problem},
    snapshot::Settings,
};
use souffleur_core::{
    id::{PolicyId, TopicId, UserId},
    metric::{Count, Dimension, NONE},
};
use souffleur_store::{LedgerQuery, LedgerView};

use super::period::Period;

/// Of which messages: every question has one promise of a first reply, and each later message one of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promises {
    /// First replies: a promise is a question.
    #[default]
    FirstReply,
    /// Replies to later messages.
    NextReply,
    /// Both.
    All,
}

impl Promises {
    /// Every choice, in the order pages offer them.
    pub const ALL: [Self; 3] = [Self::FirstReply, Self::NextReply, Self::All];

    /// The name in addresses and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstReply => "first_reply",
            Self::NextReply => "next_reply",
            Self::All => "all",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|promises| promises.as_str() == name)
    }

    const fn first(self) -> Option<bool> {
        match self {
            Self::FirstReply => Some(true),
            Self::NextReply => Some(false),
            Self::All => None,
        }
    }
}

/// Which promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Begun on which days.
    pub period: Period,
    /// Of which messages.
    pub promises: Promises,
    /// Only those in one row of a cut.
    pub only: Option<(Dimension, String)>,
}

impl Wanted {
    /// Every question of a period.
    pub const fn questions(period: Period) -> Self {
        Self { period, promises: Promises::FirstReply, only: None }
    }

    /// The same in another period.
    #[must_use]
    pub fn during(&self, period: Period) -> Self {
        Self { period, ..self.clone() }
    }

    pub(super) fn query(&self) -> LedgerQuery {
        let Period { from, to } = self.period;
        LedgerQuery { from, to, first: self.promises.first(), only: self.only.clone() }
    }

    /// Refuses a row that nothing can be in: of somebody or something that never was.
    pub(super) fn check(&self, settings: &Settings) -> Result<(), Error> {
        let Some((cut, key)) = &self.only else { return Ok(()) };
        let known = match cut {
            Dimension::Day | Dimension::Week => key.parse::<Date>().is_ok(),
            Dimension::Hour => hour_of(key).is_some(),
            Dimension::Channel | Dimension::Language => !key.is_empty(),
            _ => key == NONE || label(*cut, key, settings).is_some(),
        };
        if known { Ok(()) } else { Err(Error::invalid("key", Problem::Unknown)) }
    }
}

/// One number of a report, by its row and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The report's promises.
    pub wanted: Wanted,
    /// Its row; none for the total.
    pub row: Option<(Dimension, String)>,
    /// What is counted.
    pub count: Count,
}

impl Cell {
    /// The promises that the number counts, as a question to the ledger. A row of days is a shorter period.
    pub(super) fn narrowed(&self) -> Result<Wanted, Error> {
        let Some((cut, key)) = &self.row else { return Ok(self.wanted.clone()) };
        if !cut.is_of_days() {
            if self.wanted.only.as_ref().is_some_and(|only| Some(only) != self.row.as_ref()) {
                return Err(Error::invalid("key", Problem::Unknown));
            }
            return Ok(Wanted { only: Some((*cut, key.clone())), ..self.wanted.clone() });
        }
        let first: Date = key.parse().map_err(|_| Error::invalid("key", Problem::Date))?;
        let last =
            if *cut == Dimension::Week { first.saturating_add(jiff::Span::new().days(6)) } else { first };
        let Period { from, to } = self.wanted.period;
        Ok(self.wanted.during(Period { from: first.max(from), to: last.min(to) }))
    }
}

/// The weekday (Monday is 1) and the hour of a row.
pub fn hour_of(key: &str) -> Option<(u8, u8)> {
    let (weekday, hour) = key.split_once('-')?;
    let (weekday, hour) = (weekday.parse().ok()?, hour.parse().ok()?);
    ((1..=7).contains(&weekday) && hour < 24).then_some((weekday, hour))
}

/// How sure the router was in a row, in percent: from, and up to.
pub fn tenth_of(key: &str) -> Option<(u8, u8)> {
    let tenth: u8 = key.parse().ok().filter(|tenth| *tenth < 10)?;
    Some((tenth * 10, (tenth + 1) * 10))
}

/// What people call a row; none for nobody, for no topic, and for what is no longer known.
pub fn label(cut: Dimension, key: &str, settings: &Settings) -> Option<String> {
    let topic = |id: &str| {
        let topic = settings.any_topic(id.parse::<TopicId>().ok()?)?;
        Some(topic.name.to_string())
    };
    match cut {
        Dimension::Topic | Dimension::FirstTopic => topic(key),
        Dimension::Expert | Dimension::FirstExpert => {
            settings.user(key.parse::<UserId>().ok()?).map(|user| user.name.to_string())
        }
        Dimension::Confusion => {
            let (from, to) = key.split_once(':')?;
            Some(format!("{} → {}", topic(from)?, topic(to)?))
        }
        // The same in every language only as a key: pages write it as their reader writes shares.
        Dimension::Confidence => tenth_of(key).map(|_| key.to_owned()),
        Dimension::Policy => {
            let id = key.parse::<PolicyId>().ok()?;
            let policy = settings.policies.iter().find(|policy| policy.id == id);
            policy.map(|policy| policy.key.to_string())
        }
        Dimension::Day | Dimension::Week | Dimension::Hour | Dimension::Channel | Dimension::Language => {
            Some(key.to_owned())
        }
    }
}

/// Opens the ledger for everything between the first and the last day of some periods.
pub(super) async fn open(app: &App, periods: &[Period], now: Timestamp) -> Result<LedgerView, Error> {
    let from = periods.iter().map(|period| period.from).min();
    let to = periods.iter().map(|period| period.to).max();
    let (from, to) = from.zip(to).ok_or_else(|| Error::internal("a report without a period"))?;
    Ok(app.store().ledger(from, to, &house_zone(&app.settings()), now).await?)
}
