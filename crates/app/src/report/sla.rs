//! The report on promises for a period, and the questions behind each of its numbers.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor,
    id::{TopicId, UserId},
    pause::Pause,
    permission::Action,
};
pub(super) use souffleur_store::read::ReportRow as Row;
use souffleur_store::read::{ReportLine, ReportQuery};

use super::{
    cut::{Cell, GroupBy, NONE},
    figures::Figures,
    line::PromiseLine,
    period::{Period, zone},
};
use crate::{app::App, error::Error, settings::pause::PauseView, snapshot::Settings};

/// Promises read at once.
const PAGE: u32 = 500;

/// A period, cut one way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SlaReport {
    /// Which days.
    pub period: Period,
    /// Which cut.
    pub group_by: GroupBy,
    /// The zone that its days are counted in.
    pub time_zone: String,
    /// Its rows; days in order, the others by name.
    pub rows: Vec<SlaRow>,
    /// All of them together.
    pub total: Figures,
    /// The pauses of the house that lasted in this period, the oldest first.
    pub pauses: Vec<PauseView>,
}

/// One row of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SlaRow {
    /// What [`Cell::key`] calls it.
    pub key: String,
    /// What people call it; none for nobody, or for no topic.
    pub label: Option<String>,
    /// Its numbers.
    pub figures: Figures,
}

/// Counts the promises of a period.
pub async fn sla(app: &App, actor: Actor, period: Period, group_by: GroupBy) -> Result<SlaReport, Error> {
    actor.may(Action::ReadReports)?;
    let (settings, now) = (app.settings(), app.now());
    let zone = zone(&settings);
    let rows = load(app, period, &zone).await?;
    let (from, to) = period.instants(&zone)?;
    let pauses = app.store().read().house_pauses(from, to).await?;
    Ok(SlaReport {
        pauses: pauses.iter().map(|pause| PauseView::of(pause, &settings)).collect(),
        period,
        group_by,
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        rows: cut(&rows, period, group_by, &zone, &settings, now),
        total: Figures::of(&rows, now),
    })
}

/// The promises that one number counts, the oldest first.
pub async fn sla_questions(app: &App, actor: Actor, cell: Cell) -> Result<Vec<PromiseLine>, Error> {
    actor.may(Action::ReadReports)?;
    let (settings, now) = (app.settings(), app.now());
    let zone = zone(&settings);
    let (from, to) = cell.narrowed().instants(&zone)?;
    let query = ReportQuery::new(from, to);
    let reader = app.store().read();
    let pauses = reader.house_pauses(from, now).await?;
    let (mut lines, mut after) = (Vec::new(), None);
    loop {
        let mut page = reader.report_questions(&query, after, PAGE).await?;
        page.items.iter_mut().for_each(|line| mark(&mut line.promise, &pauses, now));
        let counted = page.items.iter().filter(|line| cell.holds(&line.promise, &zone, now));
        lines.extend(counted.map(|line: &ReportLine| PromiseLine::of(line, &settings, now)));
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(lines),
        }
    }
}

/// The promises to reply that began to run in a period, the oldest first.
pub(super) async fn load(app: &App, period: Period, zone: &TimeZone) -> Result<Vec<Row>, Error> {
    let (from, to) = period.instants(zone)?;
    let (reader, now) = (app.store().read(), app.now());
    let pauses = reader.house_pauses(from, now).await?;
    let mut rows = reader.report_sla(&ReportQuery::new(from, to)).await?;
    for row in &mut rows {
        mark(row, &pauses, now);
    }
    Ok(rows)
}

/// Marks a promise during which the house paused: from its beginning until it was kept, broken, or now.
fn mark(row: &mut Row, pauses: &[Pause], now: Timestamp) {
    let until = row.met_at.into_iter().chain(row.due_at).chain([now]).min().unwrap_or(now);
    row.house_paused = pauses.iter().any(|pause| {
        let meets = pause.from < until && pause.until.is_none_or(|end| end > row.set_at);
        meets && pause.scope.holds(row.question, row.topic, &row.channel)
    });
}

/// Puts every promise into its row.
pub(super) fn cut(
    rows: &[Row],
    period: Period,
    group_by: GroupBy,
    zone: &TimeZone,
    settings: &Settings,
    now: Timestamp,
) -> Vec<SlaRow> {
    let mut groups: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    if group_by == GroupBy::Day {
        // A day on which nobody asked is a row too: a gap would look like a mistake.
        groups.extend(period.days().map(|day: Date| (day.to_string(), Vec::new())));
    }
    for row in rows {
        groups.entry(group_by.key(row, zone)).or_default().push(row);
    }
    let row = |(key, rows): (String, Vec<&Row>)| SlaRow {
        label: label(group_by, &key, settings),
        figures: Figures::of(rows, now),
        key,
    };
    let mut cut: Vec<SlaRow> = groups.into_iter().map(row).collect();
    if group_by != GroupBy::Day {
        cut.sort_by_key(|row| (row.label.is_none(), row.label.as_ref().map(|label| label.to_lowercase())));
    }
    cut
}

fn label(group_by: GroupBy, key: &str, settings: &Settings) -> Option<String> {
    match group_by {
        GroupBy::Day | GroupBy::Channel => Some(key.to_owned()),
        _ if key == NONE => None,
        GroupBy::Expert => {
            let user = key.parse::<UserId>().ok().and_then(|id| settings.user(id));
            user.map(|user| user.name.to_string())
        }
        GroupBy::Topic => {
            let topic = key.parse::<TopicId>().ok().and_then(|id| settings.topic(id));
            topic.map(|topic| topic.name.to_string())
        }
    }
}
