//! A number with the questions behind it, and how a row of numbers is called.

use serde::Serialize;
use souffleur_insight::report::{Count, Dimension, Figures, hour_of};

use super::address::Address;

/// A link to the same report seen otherwise.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Way {
    /// The end of its message key.
    pub(super) key: &'static str,
    /// Where it leads.
    pub(super) href: String,
    /// Whether we are there.
    pub(super) current: bool,
}

/// A number and the questions behind it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Number {
    /// How many.
    pub(super) count: u64,
    /// Of what.
    pub(super) state: &'static str,
    /// Where they are.
    pub(super) href: String,
    /// What part of a whole they are, in hundredths.
    pub(super) part: f64,
}

/// What a row is called.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Called {
    /// What an address calls it.
    pub(super) key: String,
    /// What the row is about; none for nobody, or no topic.
    pub(super) label: Option<String>,
    /// A day of the weekday that it is about, and the hour.
    pub(super) weekday: Option<String>,
    pub(super) hour: Option<u8>,
}

impl Called {
    pub(super) fn of(cut: Dimension, key: &str, label: Option<String>) -> Self {
        let hour = hour_of(key).filter(|_| cut == Dimension::Hour);
        let (weekday, hour) = hour.unzip();
        Self { key: key.to_owned(), label, weekday: weekday.map(day_on), hour }
    }
}

/// Any day that is this weekday, for its name.
pub(super) fn day_on(weekday: u8) -> String {
    format!("2024-01-{weekday:02}")
}

impl Number {
    /// A count of some figures, and its part of a whole.
    pub(super) fn of(
        address: &Address,
        key: Option<&str>,
        figures: &Figures,
        count: Count,
        whole: u64,
    ) -> Self {
        let number = figures.count(count);
        #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
        let part = if whole == 0 { 0.0 } else { number as f64 * 100.0 / whole as f64 };
        Self { count: number, state: count.as_str(), href: address.cell(key, count), part }
    }
}

/// One in twenty missed is worth a look, one in five is trouble. Only the colour depends on it.
pub(super) fn tone(rate: Option<f64>) -> &'static str {
    match rate {
        None => "plain",
        Some(rate) if rate >= 0.95 => "good",
        Some(rate) if rate >= 0.8 => "warn",
        Some(_) => "bad",
    }
}
