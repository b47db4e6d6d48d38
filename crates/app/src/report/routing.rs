//! Whether the router is any good: how often the first assignee's draft was the one that was sent, over time, by topic and
//! expert, which topics it confuses, and whether it is as often right as it says. Every figure is a count of lines that
//! [`routed_questions`] lists by the same test.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor,
    assignment::DecidedBy,
    id::{TopicId, UserId},
    permission::Action,
};
use souffleur_store::read::RoutedRow;

use super::{
    cut::NONE,
    period::{Period, zone},
};
use crate::{app::App, error::Error, snapshot::Settings};

/// Bins of the calibration curve.
const BINS: u32 = 10;

/// What the rows of the routing report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutedBy {
    /// The local day on which it was asked.
    Day,
    /// What it was first thought to be about.
    Topic,
    /// Whom it went to first.
    Expert,
    /// First topic and topic in the end, where they differ.
    Confusion,
    /// How sure the router was, in tenths.
    Bin,
}

/// What of a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutedState {
    /// Every question.
    Asked,
    /// No expert got it at first.
    Unsure,
    /// An expert got it, and a draft became the answer: these are judged.
    Judged,
    /// It was the first assignee's draft.
    Hit,
    /// It was another's.
    Missed,
}

impl RoutedBy {
    /// Every cut.
    pub const ALL: [Self; 5] = [Self::Day, Self::Topic, Self::Expert, Self::Confusion, Self::Bin];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Topic => "topic",
            Self::Expert => "expert",
            Self::Confusion => "confusion",
            Self::Bin => "bin",
        }
    }

    /// Reads a name of an address.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cut| cut.as_str() == name)
    }

    /// The row that a question belongs to; none where this cut leaves it out.
    fn key(self, row: &RoutedRow, zone: &TimeZone) -> Option<String> {
        let id = |id: Option<String>| id.unwrap_or_else(|| NONE.to_owned());
        match self {
            Self::Day => Some(row.asked_at.to_zoned(zone.clone()).date().to_string()),
            Self::Topic => Some(id(row.first_topic.map(|topic| topic.to_string()))),
            Self::Expert => row.first_expert.map(|expert| expert.to_string()),
            Self::Confusion => {
                let (from, to) = (row.first_topic?, row.topic?);
                (from != to).then(|| format!("{from}:{to}"))
            }
            Self::Bin => {
                let confidence = row.confidence.filter(|_| row.decided_by == DecidedBy::Router)?;
                Some(bin(confidence).to_string())
            }
        }
    }
}

impl RoutedState {
    /// Every count.
    pub const ALL: [Self; 5] = [Self::Asked, Self::Unsure, Self::Judged, Self::Hit, Self::Missed];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Unsure => "unsure",
            Self::Judged => "judged",
            Self::Hit => "hit",
            Self::Missed => "missed",
        }
    }

    /// Reads a name of an address.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    fn counts(self, row: &RoutedRow) -> bool {
        let judged = row.first_expert.is_some() && row.drafted_by.is_some();
        match self {
            Self::Asked => true,
            Self::Unsure => row.first_expert.is_none(),
            Self::Judged => judged,
            Self::Hit => judged && row.first_expert == row.drafted_by,
            Self::Missed => judged && row.first_expert != row.drafted_by,
        }
    }
}

/// The counts of a row. Judged = hit + missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct RoutedFigures {
    /// Every question.
    pub asked: u64,
    /// No expert got it at first.
    pub unsure: u64,
    /// An expert got it first, and a draft became the answer.
    pub judged: u64,
    /// It was the first assignee's.
    pub hit: u64,
    /// It was another's.
    pub missed: u64,
    /// How sure the router was on average, of the judged ones it decided.
    pub confidence: Option<f64>,
}

/// One row of the routing report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoutedLine {
    /// What an address calls it.
    pub key: String,
    /// What people call it; none for no topic.
    pub label: Option<String>,
    /// Its counts.
    pub figures: RoutedFigures,
}

/// How well questions were routed in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoutingReport {
    /// Which days.
    pub period: Period,
    /// The zone that its days are counted in.
    pub time_zone: String,
    /// All together.
    pub total: RoutedFigures,
    /// Day by day.
    pub days: Vec<RoutedLine>,
    /// By the topic it was first thought to be about.
    pub topics: Vec<RoutedLine>,
    /// By whom it went to first.
    pub experts: Vec<RoutedLine>,
    /// Topics that were taken for others, the most frequent first.
    pub confusions: Vec<RoutedLine>,
    /// By how sure the router was, in tenths.
    pub bins: Vec<RoutedLine>,
    /// The mean distance between how sure the router was and how often it was right, over the judged.
    pub calibration_error: Option<f64>,
}

/// One number of the routing report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutedCell {
    /// Which days.
    pub period: Period,
    /// Which cut and row; none for all of them.
    pub row: Option<(RoutedBy, String)>,
    /// Which count.
    pub state: RoutedState,
}

/// Counts how questions were routed in a period.
pub async fn routing(app: &App, actor: Actor, period: Period) -> Result<RoutingReport, Error> {
    actor.may(Action::ReadReports)?;
    let settings = app.settings();
    let zone = zone(&settings);
    let (from, to) = period.instants(&zone)?;
    let rows = app.store().read().routed(from, to).await?;
    let lines = |by: RoutedBy| cut(&rows, by, &zone, &settings);
    let mut days = lines(RoutedBy::Day);
    for day in period.days().map(|day| day.to_string()) {
        if days.iter().all(|line| line.key != day) {
            let figures = RoutedFigures::default();
            days.push(RoutedLine { label: Some(day.clone()), key: day, figures });
        }
    }
    days.sort_by(|left, right| left.key.cmp(&right.key));
    let mut confusions = lines(RoutedBy::Confusion);
    confusions
        .sort_by(|left, right| right.figures.asked.cmp(&left.figures.asked).then(left.key.cmp(&right.key)));
    let bins = lines(RoutedBy::Bin);
    Ok(RoutingReport {
        period,
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        total: figures(&rows.iter().collect::<Vec<_>>()),
        days,
        topics: by_label(lines(RoutedBy::Topic)),
        experts: by_label(lines(RoutedBy::Expert)),
        confusions,
        calibration_error: calibration_error(&bins),
        bins,
    })
}

/// The questions that one number counts, the oldest first.
pub async fn routed_questions(app: &App, actor: Actor, cell: &RoutedCell) -> Result<Vec<RoutedRow>, Error> {
    actor.may(Action::ReadReports)?;
    let zone = zone(&app.settings());
    let (from, to) = cell.period.instants(&zone)?;
    let mut rows = app.store().read().routed(from, to).await?;
    rows.retain(|row| {
        let in_row = cell.row.as_ref().is_none_or(|(by, key)| by.key(row, &zone).as_ref() == Some(key));
        in_row && cell.state.counts(row)
    });
    Ok(rows)
}

/// What a row is called.
pub fn routed_label(by: RoutedBy, key: &str, settings: &Settings) -> Option<String> {
    let topic = |id: &str| settings.topic(id.parse::<TopicId>().ok()?).map(|topic| topic.name.to_string());
    match by {
        RoutedBy::Day => Some(key.to_owned()),
        RoutedBy::Topic => topic(key),
        RoutedBy::Expert => settings.user(key.parse::<UserId>().ok()?).map(|user| user.name.to_string()),
        RoutedBy::Confusion => {
            let (from, to) = key.split_once(':')?;
            Some(format!("{} → {}", topic(from)?, topic(to)?))
        }
        RoutedBy::Bin => {
            let bin: u32 = key.parse().ok()?;
            Some(format!("{}–{} %", bin * 100 / BINS, (bin + 1) * 100 / BINS))
        }
    }
}

fn cut(rows: &[RoutedRow], by: RoutedBy, zone: &TimeZone, settings: &Settings) -> Vec<RoutedLine> {
    let mut groups: BTreeMap<String, Vec<&RoutedRow>> = BTreeMap::new();
    for row in rows {
        if let Some(key) = by.key(row, zone) {
            groups.entry(key).or_default().push(row);
        }
    }
    let line = |(key, rows): (String, Vec<&RoutedRow>)| RoutedLine {
        label: routed_label(by, &key, settings),
        figures: figures(&rows),
        key,
    };
    groups.into_iter().map(line).collect()
}

fn by_label(mut lines: Vec<RoutedLine>) -> Vec<RoutedLine> {
    lines.sort_by_key(|line| (line.label.is_none(), line.label.as_ref().map(|label| label.to_lowercase())));
    lines
}

fn figures(rows: &[&RoutedRow]) -> RoutedFigures {
    let count = |state: RoutedState| rows.iter().filter(|row| state.counts(row)).count() as u64;
    let sure: Vec<f64> = rows
        .iter()
        .filter(|row| row.decided_by == DecidedBy::Router && RoutedState::Judged.counts(row))
        .filter_map(|row| row.confidence)
        .collect();
    RoutedFigures {
        asked: count(RoutedState::Asked),
        unsure: count(RoutedState::Unsure),
        judged: count(RoutedState::Judged),
        hit: count(RoutedState::Hit),
        missed: count(RoutedState::Missed),
        confidence: (!sure.is_empty()).then(|| sure.iter().sum::<f64>() / number(sure.len() as u64)),
    }
}

impl RoutedFigures {
    /// The share of hits among the judged.
    pub fn hit_rate(&self) -> Option<f64> {
        (self.judged > 0).then(|| number(self.hit) / number(self.judged))
    }

    /// The share of all that no expert got at first.
    pub fn unsure_share(&self) -> Option<f64> {
        (self.asked > 0).then(|| number(self.unsure) / number(self.asked))
    }
}

fn calibration_error(bins: &[RoutedLine]) -> Option<f64> {
    let judged: u64 = bins.iter().map(|bin| bin.figures.judged).sum();
    let off = |bin: &RoutedLine| {
        let figures = bin.figures;
        let gap = figures.hit_rate()? - figures.confidence?;
        Some(gap.abs() * number(figures.judged))
    };
    (judged > 0).then(|| bins.iter().filter_map(off).sum::<f64>() / number(judged))
}

/// The tenth that a confidence falls into.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10")]
fn bin(confidence: f64) -> u32 {
    ((confidence.clamp(0.0, 1.0) * f64::from(BINS)) as u32).min(BINS - 1)
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
fn number(count: u64) -> f64 {
    count as f64
}
