//! What the report shows.

use jiff::civil::date;
use serde::Serialize;
use souffleur_app::report::{CellState, Figures, GroupBy, Period, SlaReport, SlaRow};
use souffleur_app::settings::pause::PauseView;
use souffleur_render::Template;

use super::period::{cell_path, csv_path, presets, report_path};
use crate::page::FieldErrors;

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
pub(super) struct Cell {
    /// How many.
    pub(super) count: u64,
    /// Of what: the end of its message keys.
    pub(super) state: &'static str,
    /// Where they are.
    pub(super) href: String,
}

/// A row of the report.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    /// Whether it is all of them together.
    pub(super) is_total: bool,
    /// What the row is about; none for nobody, or no topic.
    pub(super) label: Option<String>,
    /// All promises.
    pub(super) received: Cell,
    /// Kept.
    pub(super) met: Cell,
    /// Missed.
    pub(super) breached: Cell,
    /// Running.
    pub(super) pending: Cell,
    /// Excused.
    pub(super) no_reply_needed: Cell,
    /// Those during which the house paused, whatever became of them.
    pub(super) house_paused: Cell,
    /// Kept or missed.
    pub(super) judged: u64,
    /// The share kept.
    pub(super) rate: Option<f64>,
    /// The share kept, in hundredths of the bar.
    pub(super) bar: f64,
    /// `good`, `warn` or `bad`: how that share looks.
    pub(super) tone: &'static str,
    /// Seconds within which half of the customers had their first reply.
    pub(super) p50: Option<i64>,
    /// Seconds within which nine in ten had.
    pub(super) p90: Option<i64>,
}

/// The figures of a period.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report {
    /// Row by row.
    pub(super) rows: Vec<Row>,
    /// All together.
    pub(super) total: Row,
    /// The pauses of the house.
    pub(super) pauses: Vec<PauseView>,
}

/// The place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SlaPage {
    /// The first day, as typed.
    pub(super) from: String,
    /// The last day, as typed.
    pub(super) to: String,
    /// What is wrong with them.
    pub(super) errors: FieldErrors,
    /// The zone that days are counted in.
    pub(super) time_zone: String,
    /// The periods one click away.
    pub(super) presets: Vec<Way>,
    /// The cut.
    pub(super) group_by: &'static str,
    /// All cuts.
    pub(super) cuts: Vec<Way>,
    /// The figures, unless the period is none.
    pub(super) report: Option<Report>,
    /// The figures as a file.
    pub(super) csv: String,
}

impl SlaPage {
    /// The page of a report.
    pub(super) fn of(report: &SlaReport, today: jiff::civil::Date) -> Self {
        let (period, cut) = (report.period, report.group_by);
        let way = |key, there: String, current| Way { key, href: there, current };
        Self {
            from: period.from.to_string(),
            to: period.to.to_string(),
            errors: FieldErrors::none(),
            time_zone: report.time_zone.clone(),
            presets: presets(today).map(|(key, of)| way(key, report_path(of, cut), of == period)).into(),
            group_by: cut.as_str(),
            cuts: GroupBy::ALL.map(|of| way(of.as_str(), report_path(period, of), of == cut)).into(),
            report: Some(Report {
                rows: report.rows.iter().map(|row| Row::of(period, cut, row)).collect(),
                total: Row::new(period, cut, None, None, &report.total),
                pauses: report.pauses.clone(),
            }),
            csv: csv_path(period),
        }
    }

    /// The page of a period that is none.
    pub(super) fn refused(
        from: String,
        to: String,
        errors: FieldErrors,
        time_zone: String,
        today: jiff::civil::Date,
    ) -> Self {
        let presets =
            presets(today).map(|(key, of)| Way { key, href: report_path(of, GroupBy::Day), current: false });
        let (group_by, csv) = (GroupBy::Day.as_str(), String::new());
        Self {
            from,
            to,
            errors,
            time_zone,
            presets: presets.into(),
            group_by,
            cuts: vec![],
            report: None,
            csv,
        }
    }
}

impl Row {
    fn of(period: Period, cut: GroupBy, row: &SlaRow) -> Self {
        Self::new(period, cut, Some(&row.key), row.label.clone(), &row.figures)
    }

    fn new(
        period: Period,
        cut: GroupBy,
        key: Option<&str>,
        label: Option<String>,
        figures: &Figures,
    ) -> Self {
        let cell = |count, state: Option<CellState>| Cell {
            count,
            state: state.map_or("received", CellState::as_str),
            href: cell_path(period, cut, key, state),
        };
        Self {
            is_total: key.is_none(),
            label,
            received: cell(figures.received, None),
            met: cell(figures.met, Some(CellState::Met)),
            breached: cell(figures.breached, Some(CellState::Breached)),
            pending: cell(figures.pending, Some(CellState::Pending)),
            no_reply_needed: cell(figures.no_reply_needed, Some(CellState::NoReplyNeeded)),
            house_paused: cell(figures.house_paused, Some(CellState::HousePaused)),
            judged: figures.met + figures.breached,
            rate: figures.rate,
            bar: figures.rate.unwrap_or_default() * 100.0,
            tone: tone(figures.rate),
            p50: figures.p50,
            p90: figures.p90,
        }
    }
}

/// One in twenty missed is worth a look, one in five is trouble. Only the colour depends on it.
fn tone(rate: Option<f64>) -> &'static str {
    match rate {
        None => "plain",
        Some(rate) if rate >= 0.95 => "good",
        Some(rate) if rate >= 0.8 => "warn",
        Some(_) => "bad",
    }
}

impl Template for SlaPage {
    const NAME: &'static str = "page/report/sla.html";

    fn samples() -> Vec<Self> {
        let today = date(2025, 11, 24);
        let refused = Self::refused(
            "hier".to_owned(),
            String::new(),
            FieldErrors::sample(&["from", "to"]),
            "UTC".to_owned(),
            today,
        );
        let mut samples: Vec<Self> = GroupBy::ALL.map(|cut| Self::of(&sample(cut), today)).into();
        samples.push(Self::of(
            &SlaReport { rows: vec![], total: Figures::default(), ..sample(GroupBy::Day) },
            today,
        ));
        samples.push(refused);
        samples
    }
}

/// For samples: a week in which something of everything happened.
fn sample(group_by: GroupBy) -> SlaReport {
    let figures = |met: u32, breached: u32, pending: u64, no_reply_needed| {
        let judged = met + breached;
        Figures {
            received: u64::from(judged) + pending + no_reply_needed,
            met: met.into(),
            breached: breached.into(),
            pending,
            no_reply_needed,
            house_paused: no_reply_needed,
            rate: (judged > 0).then(|| f64::from(met) / f64::from(judged)),
            p50: (judged > 0).then_some(7_260),
            p90: (judged > 0).then_some(16_500),
            p95: None,
        }
    };
    let row = |key: &str, label: Option<&str>, figures| SlaRow {
        key: key.to_owned(),
        label: label.map(ToOwned::to_owned),
        figures,
    };
    let names = match group_by {
        GroupBy::Day => ["2025-11-20", "2025-11-21", "2025-11-22", "2025-11-23", "2025-11-24"].map(Some),
        GroupBy::Expert => {
            [Some("Hugo Martin"), Some("Inès Roche"), Some("Léa Bernard"), Some("Max Roy"), None]
        }
        GroupBy::Topic => [Some("Livraison"), Some("Matières"), Some("Retours"), Some("Tailles"), None],
        GroupBy::Channel => [Some("api"), Some("email"), Some("mastodon"), Some("web"), Some("widget")],
    };
    let rows = [
        figures(38, 1, 0, 2),
        figures(41, 6, 0, 1),
        figures(0, 0, 0, 0),
        figures(3, 4, 0, 0),
        figures(0, 0, 17, 1),
    ];
    let rows = names.into_iter().zip(rows).map(|(name, figures)| row(name.unwrap_or("none"), name, figures));
    SlaReport {
        period: Period { from: date(2025, 11, 18), to: date(2025, 11, 24) },
        group_by,
        time_zone: "Europe/Paris".to_owned(),
        rows: rows.collect(),
        total: figures(82, 11, 17, 4),
        pauses: super::pauses::samples(),
    }
}
