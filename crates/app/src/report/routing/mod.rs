//! Whether the router is any good: how often the first assignee's draft was the one that was sent, over time, by topic and
//! expert, which topics it confuses, and whether it is as often right as it says. Every figure is a count of lines that
//! [`routed_questions`] lists by the same test.

mod figures;
mod words;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor,
    id::{TopicId, UserId},
    permission::Action,
};
use souffleur_store::read::RoutedRow;

pub use figures::RoutedFigures;
pub use words::{RoutedBy, RoutedState};

use super::period::{Period, zone};
use crate::{app::App, error::Error, snapshot::Settings};
use figures::{Sum, calibration_error};
use words::BINS;

/// Questions that are read together.
const BATCH: u64 = 2_000;
/// Lines of one page.
const PAGE: usize = 100;

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
    let mut total = Sum::default();
    let mut rows: BTreeMap<(usize, String), Sum> = BTreeMap::new();
    each(app, period, &zone, |row| {
        total.add(row);
        for (place, by) in RoutedBy::ALL.iter().enumerate() {
            if let Some(key) = by.key(row, &zone) {
                rows.entry((place, key)).or_default().add(row);
            }
        }
    })
    .await?;
    let lines = |by: RoutedBy| -> Vec<RoutedLine> {
        let own = rows.iter().filter(|((place, _), _)| RoutedBy::ALL[*place] == by);
        let line = |((_, key), sum): (&(usize, String), &Sum)| RoutedLine {
            label: routed_label(by, key, &settings),
            figures: sum.figures(),
            key: key.clone(),
        };
        own.map(line).collect()
    };
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
        total: total.figures(),
        days,
        topics: by_label(lines(RoutedBy::Topic)),
        experts: by_label(lines(RoutedBy::Expert)),
        confusions,
        calibration_error: calibration_error(&bins),
        bins,
    })
}

/// Some of the questions that one number counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoutedBehind {
    /// How many there are: the number itself.
    pub count: u64,
    /// Some of them, the oldest first.
    pub rows: Vec<RoutedRow>,
    /// How many come before them.
    pub before: u64,
    /// Whether more come after them.
    pub more: bool,
}

/// The questions that one number counts, the oldest first, after so many of them.
pub async fn routed_questions(
    app: &App,
    actor: Actor,
    cell: &RoutedCell,
    before: u64,
) -> Result<RoutedBehind, Error> {
    actor.may(Action::ReadReports)?;
    let zone = zone(&app.settings());
    let mut behind = RoutedBehind { before, ..RoutedBehind::default() };
    each(app, cell.period, &zone, |row| {
        let in_row = cell.row.as_ref().is_none_or(|(by, key)| by.key(row, &zone).as_ref() == Some(key));
        if in_row && cell.state.counts(row) {
            if behind.count >= before && behind.rows.len() < PAGE {
                behind.rows.push(row.clone());
            }
            behind.count += 1;
        }
    })
    .await?;
    behind.more = before + (behind.rows.len() as u64) < behind.count;
    Ok(behind)
}

/// Looks at every question of a period, some at a time: a million of them take no more memory than a thousand, and others
/// have their turn at the database in between.
async fn each(
    app: &App,
    period: Period,
    zone: &TimeZone,
    mut look: impl FnMut(&RoutedRow),
) -> Result<(), Error> {
    let (days, mut after) = (period.instants(zone)?, None);
    loop {
        let rows = app.store().read().routed(days, after, BATCH).await?;
        rows.iter().for_each(&mut look);
        match rows.last() {
            Some(last) if rows.len() as u64 == BATCH => after = Some((last.asked_at, last.question)),
            _ => return Ok(()),
        }
    }
}

/// What a row is called.
pub fn routed_label(by: RoutedBy, key: &str, settings: &Settings) -> Option<String> {
    let topic =
        |id: &str| settings.any_topic(id.parse::<TopicId>().ok()?).map(|topic| topic.name.to_string());
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

fn by_label(mut lines: Vec<RoutedLine>) -> Vec<RoutedLine> {
    lines.sort_by_key(|line| (line.label.is_none(), line.label.as_ref().map(|label| label.to_lowercase())));
    lines
}
