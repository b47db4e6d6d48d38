//! What the report on promises shows.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use souffleur_app::report::{
    Clock, Correction, Count, Cut, Figures, ObjectiveView, Period, Promises, Share, SlaReport, SlaRow, Step,
    Wanted, hour_of,
};
use souffleur_app::settings::pause::PauseView;
use souffleur_render::Template;
use souffleur_web::page::FieldErrors;

use super::address::{Address, Against, Params, presets};
use super::chart::{Bar, Heat, bars, heat};
use super::sample;

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
    pub(super) fn of(cut: Cut, key: &str, label: Option<String>) -> Self {
        let hour = hour_of(key).filter(|_| cut == Cut::Hour);
        let (weekday, hour) = hour.unzip();
        Self { key: key.to_owned(), label, weekday: weekday.map(day_on), hour }
    }
}

/// Any day that is this weekday, for its name.
pub(super) fn day_on(weekday: u8) -> String {
    format!("2024-01-{weekday:02}")
}

/// A row of the report.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    /// Whether it is all of them together.
    pub(super) is_total: bool,
    /// What it is called; none of the total.
    pub(super) called: Option<Called>,
    /// The report about this row only.
    pub(super) into: Option<String>,
    /// Received, met, breached, pending, no reply needed; and of them, those during which the house paused.
    pub(super) counts: Vec<Number>,
    /// Kept or missed.
    pub(super) judged: u64,
    /// The share kept.
    pub(super) rate: Option<f64>,
    /// The share kept, in hundredths of the bar.
    pub(super) bar: f64,
    /// `good`, `warn` or `bad`: how that share looks.
    pub(super) tone: &'static str,
    /// The share kept in the period it is compared with, where it is.
    pub(super) before: Option<f64>,
    /// Seconds within which half of the customers had their first reply.
    pub(super) p50: Option<i64>,
    /// Seconds within which nine in ten had.
    pub(super) p90: Option<i64>,
}

/// How long a step took, by one clock.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Took {
    pub(super) step: &'static str,
    pub(super) clock: &'static str,
    pub(super) p50: Option<i64>,
    pub(super) p90: Option<i64>,
    pub(super) p95: Option<i64>,
}

/// A share with the numbers it is made of.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Part {
    pub(super) share: &'static str,
    pub(super) value: Option<f64>,
    pub(super) some: Number,
    pub(super) of: u64,
    pub(super) before: Option<f64>,
}

/// A correction, with the way to its question.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Corrected {
    number: i64,
    href: String,
    day: Date,
    at: Timestamp,
    field: String,
    was: Option<String>,
    became: Option<String>,
}

/// What every report asks: a period, promises, something to compare with.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Asked {
    /// The first day, as typed.
    pub(super) from: String,
    /// The last day, as typed.
    pub(super) to: String,
    pub(super) against_from: String,
    pub(super) against_to: String,
    /// What is wrong with them.
    pub(super) errors: FieldErrors,
    /// The zone that days are counted in.
    pub(super) time_zone: String,
    /// The periods one click away.
    pub(super) presets: Vec<Way>,
    /// What it may be compared with.
    pub(super) comparisons: Vec<Way>,
    /// First replies, later ones, both.
    pub(super) promises: Vec<Way>,
    /// Which of them.
    pub(super) promise: &'static str,
    /// The cut.
    pub(super) group_by: &'static str,
    /// All cuts.
    pub(super) cuts: Vec<Way>,
    /// The one row it is about.
    pub(super) only: Option<Only>,
}

/// The one row that a report is about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Only {
    pub(super) cut: &'static str,
    pub(super) key: String,
    /// What people call it.
    pub(super) label: Option<String>,
    /// The report about all rows.
    pub(super) all: String,
}

/// The figures of a period.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report {
    pub(super) rows: Vec<Row>,
    pub(super) total: Row,
    pub(super) answered: Number,
    pub(super) house_paused: bool,
    pub(super) bars: Vec<Bar>,
    pub(super) heat: Option<Heat>,
    pub(super) reasons: Vec<Number>,
    pub(super) late: String,
    pub(super) took: Vec<Took>,
    pub(super) parts: Vec<Part>,
    pub(super) drafts: Vec<Number>,
    /// The replies to later messages: how many, kept, missed, and where they are.
    pub(super) follow_ups: Option<Vec<Number>>,
    pub(super) follow_ups_href: String,
    pub(super) against: Option<Period>,
    pub(super) pauses: Vec<PauseView>,
    pub(super) objectives: Vec<ObjectiveView>,
    pub(super) version: Option<String>,
    pub(super) version_at: Option<Timestamp>,
    pub(super) corrections: Vec<Corrected>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SlaPage {
    #[serde(flatten)]
    pub(super) asked: Asked,
    /// The figures, unless the period is none.
    pub(super) report: Option<Report>,
    /// The ledger as a file.
    pub(super) csv: String,
    /// Where a link to it is made, by whom may make one.
    pub(super) share: Option<String>,
    /// Every definition that the page makes use of.
    pub(super) definitions: Vec<Definition>,
}

/// While the past is being counted.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Counting {}

impl Asked {
    /// As a report answered it.
    pub(super) fn of(address: &Address, report: &SlaReport, today: Date) -> Self {
        let Wanted { period, promises, only } = &address.wanted;
        let against = report.against.as_ref().map(|against| against.period);
        let typed = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            from: period.from.to_string(),
            to: period.to.to_string(),
            against_from: typed(against.map(|period| period.from)),
            against_to: typed(against.map(|period| period.to)),
            errors: FieldErrors::none(),
            time_zone: report.time_zone.clone(),
            promise: promises.as_str(),
            only: only.as_ref().map(|(cut, key)| Only {
                cut: cut.as_str(),
                key: key.clone(),
                label: report.only_label.clone(),
                all: Address {
                    cut: *cut,
                    wanted: Wanted { only: None, ..address.wanted.clone() },
                    ..address.clone()
                }
                .report(),
            }),
            ..Self::ways(address, today)
        }
    }

    /// As it was typed, with what is wrong.
    pub(super) fn again(
        address: &Address,
        params: Params,
        errors: FieldErrors,
        time_zone: String,
        today: Date,
    ) -> Self {
        let Params { from, to, against_from, against_to, .. } = params;
        Self { from, to, against_from, against_to, errors, time_zone, ..Self::ways(address, today) }
    }

    fn ways(address: &Address, today: Date) -> Self {
        let Wanted { period, promises, only } = &address.wanted;
        let way = |key, there: &Address, current| Way { key, href: there.report(), current };
        let cuts = Cut::ALL.into_iter().filter(|cut| only.is_none() || cut.is_of_days());
        let comparisons = [Against::Nothing, Against::Previous, Against::Year];
        let same_as = |one: Against| one == address.against;
        Self {
            from: String::new(),
            to: String::new(),
            against_from: String::new(),
            against_to: String::new(),
            errors: FieldErrors::none(),
            time_zone: String::new(),
            presets: presets(today)
                .map(|(key, of)| way(key, &address.about(address.wanted.during(of)), of == *period))
                .into(),
            comparisons: comparisons.map(|of| way(of.as_str(), &address.compared(of), same_as(of))).into(),
            promises: Promises::ALL
                .map(|of| {
                    let wanted = Wanted { promises: of, ..address.wanted.clone() };
                    way(of.as_str(), &address.about(wanted), of == *promises)
                })
                .into(),
            promise: promises.as_str(),
            group_by: address.cut.as_str(),
            cuts: cuts.map(|of| way(of.as_str(), &address.cut_by(of), of == address.cut)).collect(),
            only: None,
        }
    }
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

const COLUMNS: [Count; 7] = [
    Count::Received,
    Count::Met,
    Count::Breached,
    Count::Pending,
    Count::NoReplyNeeded,
    Count::Workload,
    Count::HousePaused,
];

impl Row {
    fn of(address: &Address, row: &SlaRow) -> Self {
        let new = Self::new(address, Some(&row.key), &row.figures);
        let into = !address.cut.is_of_days() && address.cut != Cut::Hour && address.shared.is_none();
        Self {
            called: Some(Called::of(address.cut, &row.key, row.label.clone())),
            into: into.then(|| address.on_row(&row.key).report()),
            before: row.before.as_ref().and_then(|before| before.share(Share::Kept)),
            ..new
        }
    }

    fn new(address: &Address, key: Option<&str>, figures: &Figures) -> Self {
        let rate = figures.share(Share::Kept);
        let took = figures.took(Step::Reply, Clock::Real);
        let received = figures.count(Count::Received);
        Self {
            is_total: key.is_none(),
            called: None,
            into: None,
            counts: COLUMNS.map(|count| Number::of(address, key, figures, count, received)).into(),
            judged: figures.judged(),
            rate,
            bar: rate.unwrap_or_default() * 100.0,
            tone: tone(rate),
            before: None,
            p50: took.p50,
            p90: took.p90,
        }
    }
}

impl Report {
    pub(super) fn of(address: &Address, report: &SlaReport) -> Self {
        let total = &report.total;
        let before = report.against.as_ref().map(|against| &against.total);
        let number = |count, whole| Number::of(address, None, total, count, whole);
        let breached = total.count(Count::Breached);
        let later = address.about(Wanted { promises: Promises::NextReply, ..address.wanted.clone() });
        let follow_up = |figures: &Figures| {
            let received = figures.count(Count::Received);
            [Count::Received, Count::Met, Count::Breached, Count::Pending, Count::NoReplyNeeded]
                .map(|count| Number::of(&later, None, figures, count, received))
                .into()
        };
        Self {
            rows: report.rows.iter().map(|row| Row::of(address, row)).collect(),
            total: Row {
                before: before.and_then(|before| before.share(Share::Kept)),
                ..Row::new(address, None, total)
            },
            answered: number(Count::Answered, 0),
            house_paused: total.count(Count::HousePaused) > 0,
            bars: if address.cut.is_of_days() { bars(address, &report.rows) } else { Vec::new() },
            heat: (address.cut == Cut::Hour).then(|| heat(address, &report.rows)),
            reasons: Count::REASONS.map(|count| number(count, breached)).into(),
            late: Address { place: "late", ..address.clone() }.report(),
            took: took(total),
            parts: Share::ALL.into_iter().skip(1).map(|share| part(address, share, total, before)).collect(),
            drafts: [Count::Unchanged, Count::Edited, Count::OwnWords, Count::Returned, Count::Thanked]
                .map(|count| number(count, total.count(Count::Answered)))
                .into(),
            follow_ups: report.follow_ups.as_ref().filter(|figures| !figures.is_empty()).map(follow_up),
            follow_ups_href: later.report(),
            against: report.against.as_ref().map(|against| against.period),
            pauses: report.pauses.clone(),
            objectives: report.objectives.clone(),
            version: report.version.event.map(|event| event.to_string()),
            version_at: report.version.at,
            corrections: report.corrections.iter().map(corrected).collect(),
        }
    }
}

fn took(figures: &Figures) -> Vec<Took> {
    let steps = [Step::Assign, Step::Draft, Step::Approve, Step::Reply];
    let clocks = [(Clock::Working, "working"), (Clock::Real, "real")];
    let both = steps.into_iter().flat_map(|step| clocks.map(|clock| (step, clock)));
    both.map(|(step, (clock, name))| {
        let took = figures.took(step, clock);
        Took { step: step.as_str(), clock: name, p50: took.p50, p90: took.p90, p95: took.p95 }
    })
    .collect()
}

fn part(address: &Address, share: Share, total: &Figures, before: Option<&Figures>) -> Part {
    let (some, of) = share.parts();
    let of = of.iter().map(|count| total.count(*count)).sum();
    Part {
        share: share.as_str(),
        value: total.share(share),
        some: Number::of(address, None, total, some, of),
        of,
        before: before.and_then(|before| before.share(share)),
    }
}

fn corrected(correction: &Correction) -> Corrected {
    let Correction { number, day, at, field, was, became, .. } = correction.clone();
    Corrected { number, href: format!("/reports/ledger/{number}"), day, at, field, was, became }
}

impl SlaPage {
    /// The page of a report.
    pub(super) fn of(address: &Address, report: &SlaReport, today: Date) -> Self {
        Self {
            asked: Asked::of(address, report, today),
            report: Some(Report::of(address, report)),
            csv: address.csv(),
            share: None,
            definitions: definitions(),
        }
    }

    /// The page of a period that is none.
    pub(super) fn refused(asked: Asked) -> Self {
        Self { asked, report: None, csv: String::new(), share: None, definitions: definitions() }
    }
}

/// A figure that is explained, and its unit.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Definition {
    /// Its name.
    pub(super) key: &'static str,
    /// The end of the message key of its unit.
    unit: &'static str,
}

/// All figures, in the order in which they are explained.
pub(super) fn definitions() -> Vec<Definition> {
    let count = |count: Count| Definition { key: count.as_str(), unit: "promises" };
    let share = |share: Share| Definition { key: share.as_str(), unit: "share" };
    let time = |step: Step| Definition { key: step.as_str(), unit: "time" };
    let counts = Count::ALL.into_iter().filter(|count| !Count::REASONS.contains(count)).map(count);
    let shares = Share::ALL.into_iter().map(share);
    counts.chain(shares).chain(Step::ALL.map(time)).chain(Count::REASONS.map(count)).collect()
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

impl Template for SlaPage {
    const NAME: &'static str = "page/report/sla.html";

    fn samples() -> Vec<Self> {
        sample::addresses("sla")
            .into_iter()
            .map(|address| Self::of(&address, &sample::report(&address), sample::today()))
            .map(|page| Self { share: Some("/reports/share?from=2025-11-18".to_owned()), ..page })
            .chain([Self::refused(sample::refused())])
            .collect()
    }
}

impl Template for Counting {
    const NAME: &'static str = "page/report/counting.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
