//! Charts as numbers for SVG: drawn by the server, read at a glance, with their table beneath.

use serde::Serialize;
use souffleur_insight::report::{Count, Ratio, SlaRow, hour_of};

use super::address::Address;
use super::number::{Number, day_on, tone};

/// How wide and high the chart of days is, in its own units.
const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 120.0;

/// A day or week: what became of its promises, one above the other.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Bar {
    pub(super) key: String,
    pub(super) x: f64,
    pub(super) width: f64,
    /// Missed, running, kept, excused, from the ground up: where each begins, how high it is, and its colour.
    pub(super) parts: Vec<Piece>,
    pub(super) met: u64,
    pub(super) breached: u64,
    pub(super) received: u64,
    /// Whether its name is written below.
    pub(super) named: bool,
    /// Whether its name is left out where there is little room: two of three.
    pub(super) spare: bool,
}

/// One part of a bar.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Piece {
    pub(super) state: &'static str,
    pub(super) y: f64,
    pub(super) height: f64,
}

/// The heat map: weekdays by hours.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Heat {
    pub(super) hours: Vec<u8>,
    pub(super) days: Vec<HeatDay>,
}

/// A weekday.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HeatDay {
    /// A day that is one, for its name.
    pub(super) weekday: String,
    pub(super) cells: Vec<HeatCell>,
}

/// An hour of a weekday.
#[derive(Debug, Clone, Serialize)]
pub(super) struct HeatCell {
    pub(super) received: Number,
    pub(super) rate: Option<f64>,
    pub(super) tone: &'static str,
    /// How busy it was, in five steps.
    pub(super) depth: u64,
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions, drawn")]
fn number(count: u64) -> f64 {
    count as f64
}

fn rounded(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}

/// The days or weeks of a report side by side.
pub(super) fn bars(_address: &Address, rows: &[SlaRow]) -> Vec<Bar> {
    let most = rows.iter().map(|row| row.figures.count(Count::Received)).max().unwrap_or(0).max(1);
    let count = u64::try_from(rows.len()).unwrap_or(1).max(1);
    let step = WIDTH / number(count);
    // About eight names fit below.
    let every = rows.len().div_ceil(8).max(1);
    let bar = |(index, row): (usize, &SlaRow)| {
        let mut y = HEIGHT;
        let piece = |count: Count| {
            let height = HEIGHT * number(row.figures.count(count)) / number(most);
            y -= height;
            Piece { state: count.as_str(), y: rounded(y), height: rounded(height) }
        };
        let order = [Count::Breached, Count::Pending, Count::Met, Count::NoReplyNeeded];
        let mut parts: Vec<Piece> = order.map(piece).into();
        parts.retain(|piece| piece.height > 0.0);
        Bar {
            key: row.key.clone(),
            x: rounded(step * number(index as u64)),
            width: rounded(step * if count > 60 { 0.9 } else { 0.7 }),
            parts,
            met: row.figures.count(Count::Met),
            breached: row.figures.count(Count::Breached),
            received: row.figures.count(Count::Received),
            named: index % every == 0,
            spare: !(index / every).is_multiple_of(3),
        }
    };
    rows.iter().enumerate().map(bar).collect()
}

/// The hours in which anybody asked, on every weekday.
pub(super) fn heat(address: &Address, rows: &[SlaRow]) -> Heat {
    let hours: Vec<u8> = rows.iter().filter_map(|row| hour_of(&row.key)).map(|(_, hour)| hour).collect();
    let (first, last) = (hours.iter().min().copied().unwrap_or(9), hours.iter().max().copied().unwrap_or(17));
    let most = rows.iter().map(|row| row.figures.count(Count::Received)).max().unwrap_or(0).max(1);
    let cell = |weekday: u8, hour: u8| {
        let key = format!("{weekday}-{hour:02}");
        let figures = rows.iter().find(|row| row.key == key).map(|row| row.figures.clone());
        let figures = figures.unwrap_or_default();
        let rate = figures.share(Ratio::Kept);
        let received = Number::of(address, Some(&key), &figures, Count::Received, most);
        HeatCell { depth: (received.count * 4).div_ceil(most), received, rate, tone: tone(rate) }
    };
    let day = |weekday: u8| HeatDay {
        weekday: day_on(weekday),
        cells: (first..=last).map(|hour| cell(weekday, hour)).collect(),
    };
    Heat { hours: (first..=last).collect(), days: (1..=7).map(day).collect() }
}
