//! GET /reports/routing/questions: exactly the questions that one number of the routing report counts, a hundred to a page.

use jiff::Timestamp;
use jiff::civil::date;
use serde::{Deserialize, Serialize};
use souffleur_app::Settings;
use souffleur_core::id::{TopicId, UserId};
use souffleur_insight::report::{
    Cell, Count, Dimension, Line as Counted, Period, Wanted, label, sla_questions, tenth_of,
};
use souffleur_render::{RenderError, Template, sample_now};
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::address::{Params, unknown};
use super::behind::{Listed, Place};
use super::period::{routed_path, routing_path};
use super::questions::counted_by;

/// What of a question the routing report counts.
const COUNTS: [Count; 5] = [Count::Chosen, Count::Unsure, Count::Judged, Count::Hit, Count::Missed];

/// One question.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    number: i64,
    href: String,
    asked_at: Timestamp,
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
    /// The beginning, where this is not it.
    first: Option<String>,
}

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct After {
    after: String,
}

/// Shows the questions of a cell.
pub(super) async fn show(
    context: PageContext,
    Query(params): Query<Params>,
    Query(which): Query<Place>,
    Query(After { after }): Query<After>,
) -> PageResult {
    let period = Period::parse(&params.from, &params.to)?;
    let (count, after) = counted_by(&which.state, &after)?;
    let count = COUNTS.into_iter().find(|one| *one == count).ok_or_else(|| unknown("state", &which.state))?;
    let row = match which.by.as_str() {
        "" => None,
        name => Some((Dimension::parse_choice(name).ok_or_else(|| unknown("by", name))?, which.key)),
    };
    let cell = Cell { wanted: Wanted::questions(period), row, count };
    let behind = sla_questions(context.app(), context.actor(), &cell, after).await?;
    let settings = context.app().settings();
    let called = match &cell.row {
        Some((Dimension::Confidence, key)) => tenth(&context, key)?,
        row => row.as_ref().and_then(|(by, key)| label(*by, key, &settings)),
    };
    let here = routed_path(period, cell.row.as_ref().map(|(by, key)| (*by, key.as_str())), count);
    let lines = behind.lines.into_iter().map(|line| Line::of(line, &settings)).collect();
    let listed = Listed::of(period, called, count.as_str(), lines, routing_path(period));
    context.show(&RoutedPage {
        listed: Listed { count: usize::try_from(behind.count).unwrap_or(usize::MAX), ..listed },
        next: behind.next.map(|next| format!("{here}&after={next}")),
        first: after.is_some().then_some(here),
    })
}

/// How sure the desk was, as its reader writes shares.
fn tenth(context: &PageContext, key: &str) -> Result<Option<String>, RenderError> {
    let said = |(from, to): (u8, u8)| {
        context
            .text("report-routing-tenth", &[("from", i64::from(from).into()), ("to", i64::from(to).into())])
    };
    tenth_of(key).map(said).transpose()
}

impl Line {
    fn of(line: Counted, settings: &Settings) -> Self {
        let Counted { fact, topic, .. } = line;
        let expert = |id: UserId| settings.user(id).map(|user| user.name.to_string());
        let first_topic = |id: TopicId| settings.any_topic(id).map(|topic| topic.name.to_string());
        Self {
            number: fact.number,
            href: format!("/questions/{}?view=all", fact.question),
            asked_at: fact.asked_at,
            first_expert: fact.choice.and_then(|choice| choice.expert).and_then(expert),
            drafted_by: fact.author.and_then(expert),
            first_topic: fact.choice.and_then(|choice| choice.topic).and_then(first_topic),
            topic,
            confidence: fact.choice.and_then(|choice| choice.confidence).map(|said| f64::from(said) / 1000.0),
        }
    }
}

impl Template for RoutedPage {
    const NAME: &'static str = "page/report/routed.html";

    fn samples() -> Vec<Self> {
        let period = Period { from: date(2025, 11, 18), to: date(2025, 11, 24) };
        let line = |number| Line {
            number,
            href: format!("/questions/{number}"),
            asked_at: sample_now(),
            first_expert: (number % 2 == 0).then(|| "Léa <Bernard>".to_owned()),
            drafted_by: (number % 2 == 0).then(|| "Max Roy".to_owned()),
            first_topic: Some("Retours".to_owned()),
            topic: (number % 2 == 0).then(|| "Livraison".to_owned()),
            confidence: (number % 2 == 0).then_some(0.71),
        };
        let page = |label: Option<&str>, count: Count, lines| Self {
            listed: Listed::of(period, label.map(str::to_owned), count.as_str(), lines, routing_path(period)),
            next: label.is_none().then(|| routing_path(period)),
            first: label.is_none().then(|| routing_path(period)),
        };
        let three = || vec![line(1042), line(1043), line(1044)];
        let mut samples: Vec<Self> =
            COUNTS.map(|count| page(Some("Retours → Livraison"), count, three())).into();
        samples.push(page(None, Count::Hit, vec![]));
        samples
    }
}
