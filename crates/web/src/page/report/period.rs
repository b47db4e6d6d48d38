//! The period and the cut of a report, as its address says them, and the addresses of its parts.

use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;
use souffleur_app::report::{CellState, GroupBy, Period, RoutedBy, RoutedState};

/// What the address of a report says, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) group_by: String,
}

impl Params {
    /// Whether no period is named: then it is the usual one.
    pub(super) fn is_open(&self) -> bool {
        self.from.trim().is_empty() && self.to.trim().is_empty()
    }

    /// The cut; none where it is not one of ours.
    pub(super) fn cut(&self) -> Option<GroupBy> {
        if self.group_by.is_empty() { Some(GroupBy::Day) } else { GroupBy::parse(&self.group_by) }
    }
}

/// The periods one click away, as of a day.
pub(super) fn presets(today: Date) -> [(&'static str, Period); 4] {
    let since = |from| Period { from, to: today };
    let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    [
        ("today", since(today)),
        ("week", since(monday)),
        ("last7", since(today.saturating_sub(6.days()))),
        ("month", since(today.first_of_month())),
    ]
}

/// The address of the report on a period.
pub(super) fn report_path(period: Period, cut: GroupBy) -> String {
    format!("/reports/sla?{}&group_by={}", days(period), cut.as_str())
}

/// The address of its figures as a file.
pub(super) fn csv_path(period: Period) -> String {
    format!("/reports/sla.csv?{}", days(period))
}

/// The address of the questions behind one number.
pub(super) fn cell_path(period: Period, cut: GroupBy, key: Option<&str>, state: Option<CellState>) -> String {
    let parts = [("key", key), ("state", state.map(CellState::as_str))];
    let parts: Vec<_> = parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let rest = serde_html_form::to_string(&parts).unwrap_or_default();
    let and = if rest.is_empty() { "" } else { "&" };
    format!("/reports/sla/questions?{}&group_by={}{and}{rest}", days(period), cut.as_str())
}

/// The address of the routing report on a period.
pub(super) fn routing_path(period: Period) -> String {
    format!("/reports/routing?{}", days(period))
}

/// The address of the questions behind one number of the routing report.
pub(super) fn routed_path(period: Period, row: Option<(RoutedBy, &str)>, state: RoutedState) -> String {
    let row = row.map(|(by, key)| [("by", by.as_str()), ("key", key)]);
    let rest = serde_html_form::to_string(row.as_slice().concat()).unwrap_or_default();
    let and = if rest.is_empty() { "" } else { "&" };
    format!("/reports/routing/questions?{}&state={}{and}{rest}", days(period), state.as_str())
}

fn days(period: Period) -> String {
    format!("from={}&to={}", period.from, period.to)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_week_begins_on_monday_and_the_month_on_its_first() {
        let sunday = date(2026, 11, 22);
        let [_, week, last7, month] = presets(sunday).map(|(_, period)| period.from.to_string());
        assert_eq!(
            (week.as_str(), last7.as_str(), month.as_str()),
            ("2026-11-16", "2026-11-16", "2026-11-01")
        );
        assert_eq!(presets(date(2026, 11, 23))[1].1.from, date(2026, 11, 23));
    }

    #[test]
    fn a_number_says_what_it_counts() {
        let period = Period { from: date(2026, 11, 1), to: date(2026, 11, 2) };
        let path = cell_path(period, GroupBy::Channel, Some("a b"), Some(CellState::NoReplyNeeded));
        let rest = "&group_by=channel&key=a+b&state=no_reply_needed";
        assert_eq!(path, format!("/reports/sla/questions?from=2026-11-01&to=2026-11-02{rest}"));
        assert!(cell_path(period, GroupBy::Day, None, None).ends_with("&group_by=day"));
    }
}
