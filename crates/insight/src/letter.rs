//! "How last week went": the figures of the report, each with the way to its questions, and where the house stands with what
//! it wants to reach.

use serde::Serialize;
use souffleur_app::mail::{MailContext, first_name};
use souffleur_app::{error::Error, view::Quantity};
use souffleur_core::{
    metric::{Count, Ratio},
    user::User,
};
use souffleur_render::{Catalogue, Letter};
use souffleur_store::OutboxItem;

use crate::report::{ObjectiveState, ObjectiveView, Period, SlaReport};

/// What `email/weekly` shows.
#[derive(Debug, Clone, Serialize)]
pub struct WeeklyLetter {
    reader: String,
    period: Period,
    rate: Option<f64>,
    before: Option<f64>,
    counts: Vec<Number>,
    reasons: Vec<Number>,
    objectives: Vec<ObjectiveView>,
    link: String,
    stop: String,
    desk: String,
}

#[derive(Debug, Clone, Serialize)]
struct Number {
    name: &'static str,
    count: u64,
    link: String,
}

/// What the letter counts.
const COUNTS: [Count; 5] =
    [Count::Received, Count::Met, Count::Breached, Count::Pending, Count::NoReplyNeeded];

/// Writes to somebody how the last week went.
pub fn weekly(head: &MailContext<'_>, to: &User, report: &SlaReport) -> Result<OutboxItem, Error> {
    let period = report.wanted.period;
    let days = format!("from={}&to={}", period.from, period.to);
    let number = |count: Count| Number {
        name: count.as_str(),
        count: report.total.count(count),
        link: match count {
            Count::Received => head.url(&format!("/reports/sla/questions?{days}&group_by=day")),
            count => {
                head.url(&format!("/reports/sla/questions?{days}&group_by=day&state={}", count.as_str()))
            }
        },
    };
    let reasons = Count::REASONS.map(number).into_iter().filter(|reason| reason.count > 0);
    let letter = WeeklyLetter {
        reader: first_name(to),
        period,
        rate: report.total.share(Ratio::Kept),
        before: report.against.as_ref().and_then(|against| against.total.share(Ratio::Kept)),
        counts: COUNTS.map(number).into(),
        reasons: reasons.collect(),
        objectives: report.objectives.clone(),
        link: head.url(&format!("/reports/sla?{days}&group_by=day&against=previous")),
        stop: head.url("/profile#alerts"),
        desk: head.desk_name(),
    };
    head.post_to_staff("weekly", &letter, to)
}

impl Letter for WeeklyLetter {
    const FOLDER: &'static str = "email/weekly";

    fn samples() -> Vec<Self> {
        let number = |count: Count| Number {
            name: count.as_str(),
            count: 12,
            link: "https://desk.example/reports/sla/questions?state=met".to_owned(),
        };
        let full = Self {
            reader: "Nadia".to_owned(),
            period: crate::report::ObjectiveView::samples().remove(0).period,
            rate: Some(0.974),
            before: Some(0.951),
            counts: COUNTS.map(number).into(),
            reasons: Count::REASONS.map(number).into(),
            objectives: ObjectiveView::samples(),
            link: "https://desk.example/reports/sla".to_owned(),
            stop: "https://desk.example/profile#alerts".to_owned(),
            desk: "Maison Plume".to_owned(),
        };
        let quiet = Self { rate: None, before: None, reasons: vec![], objectives: vec![], ..full.clone() };
        vec![full, quiet]
    }
}

impl ObjectiveView {
    /// Objectives of every kind and state, for the samples of templates.
    pub fn samples() -> Vec<Self> {
        let day = jiff::civil::date(2025, 11, 24);
        let one = Self {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            metric: Ratio::Kept.as_str(),
            clock: None,
            percent: None,
            topic: None,
            at_least: true,
            wanted: Quantity::Share(0.98),
            figure: Some(Quantity::Share(0.962)),
            owner: "Nadia Roche".to_owned(),
            owner_left: false,
            due_on: jiff::civil::date(2026, 6, 30),
            days_left: Some(218),
            priority: 1,
            active: true,
            period: Period { from: jiff::civil::date(2025, 10, 26), to: day },
            received: 240,
            state: ObjectiveState::Open,
            bar: 96.2,
            tick: 98.0,
        };
        let topic = |retired| crate::report::ObjectiveTopic {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            name: "Livraison <b>".to_owned(),
            retired,
        };
        let time = Self {
            metric: "to_reply",
            clock: Some("working"),
            percent: Some(90),
            topic: Some(topic(false)),
            at_least: false,
            wanted: Quantity::Seconds(9_000),
            figure: Some(Quantity::Seconds(8_400)),
            state: ObjectiveState::Reached,
            bar: 74.7,
            tick: 80.0,
            ..one.clone()
        };
        let missed = Self {
            state: ObjectiveState::Missed,
            days_left: None,
            owner_left: true,
            topic: Some(topic(true)),
            active: false,
            ..one.clone()
        };
        let real = Self { clock: Some("real"), percent: Some(50), metric: "to_draft", ..time.clone() };
        let late = Self { percent: Some(95), metric: "to_approve", ..real.clone() };
        let first = Self { metric: "to_assign", ..late.clone() };
        let unknown =
            Self { figure: None, state: ObjectiveState::Unknown, received: 0, bar: 0.0, ..one.clone() };
        let shares = Ratio::ALL.into_iter().map(|share| Self { metric: share.as_str(), ..one.clone() });
        shares.chain([time, missed, unknown, real, late, first]).collect()
    }
}

/// The letter of the week, for the test that renders each sample in each language.
pub fn catalogue() -> Catalogue {
    Catalogue::new().letter::<WeeklyLetter>()
}
