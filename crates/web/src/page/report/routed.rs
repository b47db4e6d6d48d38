//! GET /reports/routing/questions: exactly the questions that one number of the routing report counts.

use jiff::Timestamp;
use jiff::civil::date;
use serde::{Deserialize, Serialize};
use souffleur_app::report::{Period, RoutedBy, RoutedCell, RoutedState, routed_label, routed_questions};
use souffleur_render::{Template, sample_now};

use super::address::Params;
use super::behind::{Listed, Place};
use super::period::{routed_path, routing_path};
use crate::error::Failure;
use crate::extract::Query;
use crate::page::{Answer, Stage};

/// One question.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    number: i64,
    href: String,
    asked_at: Timestamp,
    decided_by: &'static str,
    first_expert: Option<String>,
    drafted_by: Option<String>,
    first_topic: Option<String>,
    topic: Option<String>,
    confidence: Option<f64>,
}

/// The questions of a cell.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RoutedPage {
    listed: Listed<Line>,
    /// Where the rest is.
    next: Option<String>,
}

/// How many lines come before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Before {
    before: Option<u64>,
}

/// Shows the questions of a cell.
pub(super) async fn show(
    stage: Stage,
    Query(params): Query<Params>,
    Query(which): Query<Place>,
    Query(Before { before }): Query<Before>,
) -> Answer {
    let period = Period::parse(&params.from, &params.to)?;
    let unknown =
        |name: &str, what: &str| Failure::malformed(format!("{what}: {name:?} is not one of the report's"));
    let counted = RoutedState::parse(&which.state).ok_or_else(|| unknown(&which.state, "state"))?;
    let row = match which.by.as_str() {
        "" => None,
        name => Some((RoutedBy::parse(name).ok_or_else(|| unknown(name, "by"))?, which.key)),
    };
    let settings = stage.app().settings();
    let label = row.as_ref().and_then(|(by, key)| routed_label(*by, key, &settings));
    let named = row.as_ref().map(|(by, key)| (*by, key.clone()));
    let cell = RoutedCell { period, row, state: counted };
    let behind = routed_questions(stage.app(), stage.actor(), &cell, before.unwrap_or(0)).await?;
    let here = routed_path(period, named.as_ref().map(|(by, key)| (*by, key.as_str())), counted);
    let next = behind.more.then(|| format!("{here}&before={}", behind.before + behind.rows.len() as u64));
    let count = usize::try_from(behind.count).unwrap_or(usize::MAX);
    let expert = |id| settings.user(id).map(|user| user.name.to_string());
    let topic = |id| settings.any_topic(id).map(|topic| topic.name.to_string());
    let lines: Vec<_> = behind
        .rows
        .into_iter()
        .map(|row| Line {
            number: row.number,
            href: format!("/questions/{}?view=all", row.question),
            asked_at: row.asked_at,
            decided_by: row.decided_by.as_str(),
            first_expert: row.first_expert.and_then(expert),
            drafted_by: row.drafted_by.and_then(expert),
            first_topic: row.first_topic.and_then(topic),
            topic: row.topic.and_then(topic),
            confidence: row.confidence,
        })
        .collect();
    let listed = Listed::of(period, label, counted.as_str(), lines, routing_path(period));
    stage.show(&RoutedPage { listed: Listed { count, ..listed }, next })
}

impl Template for RoutedPage {
    const NAME: &'static str = "page/report/routed.html";

    fn samples() -> Vec<Self> {
        let period = Period { from: date(2025, 11, 18), to: date(2025, 11, 24) };
        let line = |number, decided_by| Line {
            number,
            href: format!("/questions/{number}"),
            asked_at: sample_now(),
            decided_by,
            first_expert: (number % 2 == 0).then(|| "Léa <Bernard>".to_owned()),
            drafted_by: (number % 2 == 0).then(|| "Max Roy".to_owned()),
            first_topic: Some("Retours".to_owned()),
            topic: (number % 2 == 0).then(|| "Livraison".to_owned()),
            confidence: (number % 2 == 0).then_some(0.71),
        };
        let page = |label: Option<&str>, state: RoutedState, lines| Self {
            listed: Listed::of(period, label.map(str::to_owned), state.as_str(), lines, routing_path(period)),
            next: label.is_none().then(|| routing_path(period)),
        };
        let three = || vec![line(1042, "router"), line(1043, "fallback"), line(1044, "rule")];
        let mut samples: Vec<Self> =
            RoutedState::ALL.map(|state| page(Some("Retours → Livraison"), state, three())).into();
        samples.push(page(None, RoutedState::Hit, vec![]));
        samples
    }
}
