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
use figures::{calibration_error, figures};
use words::BINS;

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
