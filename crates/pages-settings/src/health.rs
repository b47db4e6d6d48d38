//! The health page: what monitoring measures, in words, with what to do where something is not as it should be.

use std::cmp::Reverse;

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::health::{self, JobHealth, Line, State};
use souffleur_render::{FluentValue, RenderError, Template, sample_now};
use souffleur_web::page::{PageContext, PageResult};
use souffleur_web::route::Routes;

use super::section::{Place, Section};

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct HealthPage {
    #[serde(flatten)]
    place: Place,
    ready: bool,
    worst: State,
    version: &'static str,
    started_at: Timestamp,
    lines: Vec<Row>,
    jobs: Vec<JobRow>,
}

/// A measured thing, in finished sentences.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    state: State,
    text: String,
    /// What to do; none where all is well.
    advice: Option<String>,
}

/// A background job.
#[derive(Debug, Serialize)]
struct JobRow {
    name: &'static str,
    ok: bool,
    last_success: Option<Timestamp>,
    failures: u32,
    /// The last error in the words of the log, which are not translated.
    error: Option<String>,
}

impl From<(&'static str, JobHealth)> for JobRow {
    fn from((name, job): (&'static str, JobHealth)) -> Self {
        let ok = !job.is_failing();
        let JobHealth { last_success, consecutive_failures: failures, last_error: error, .. } = job;
        Self { name, ok, last_success, failures, error }
    }
}

/// The jobs of the samples: all there are, so that each has its name in every language.
const JOBS: [&str; 9] = [
    "fire_timers",
    "deliver_outbox",
    "recount",
    "keep_ledger",
    "send_replies",
    "place",
    "learn",
    "index",
    "tidy",
];

impl Template for HealthPage {
    const NAME: &'static str = "page/settings/health.html";

    fn samples() -> Vec<Self> {
        let row = |state, advice: Option<&str>| Row {
            name: "disk",
            state,
            text: "512".to_owned(),
            advice: advice.map(str::to_owned),
        };
        let page = |worst, lines| Self {
            place: Section::Health.into(),
            ready: worst != State::Bad,
            worst,
            version: health::VERSION,
            started_at: sample_now(),
            lines,
            jobs: vec![],
        };
        let failing = JobHealth {
            last_success: Some(sample_now()),
            consecutive_failures: 4,
            failures: 9,
            last_error: Some("the database failed: disk I/O error".to_owned()),
        };
        let jobs = JOBS.map(|name| JobRow::from((name, JobHealth::default())));
        let attention = vec![row(State::Good, None), row(State::Attention, Some("…"))];
        vec![
            Self { jobs: jobs.into(), ..page(State::Good, vec![row(State::Good, None)]) },
            Self { jobs: vec![("tidy", failing).into()], ..page(State::Attention, attention) },
            page(State::Bad, vec![row(State::Bad, Some("…"))]),
        ]
    }
}

/// The route of this section.
pub(super) fn routes() -> Routes {
    Routes::new().get("/settings/health", Section::Health.access(), "settings-health", show)
}

async fn show(context: PageContext) -> PageResult {
    let report = health::report(context.app(), context.actor()).await?;
    let worst = report.worst();
    let mut lines = report.lines;
    lines.extend(context.web().traffic());
    lines.sort_by_key(|line| Reverse(line.state));
    let lines = lines.iter().map(|line| row(&context, line)).collect::<Result<Vec<_>, _>>()?;
    let jobs = report.jobs.into_iter().map(JobRow::from).collect();
    context.show(&HealthPage {
        place: Section::Health.into(),
        ready: report.ready,
        worst,
        version: report.version,
        started_at: report.started_at,
        lines,
        jobs,
    })
}

fn row(context: &PageContext, line: &Line) -> Result<Row, RenderError> {
    let Line { name, state, value, .. } = *line;
    let text = match value {
        Some(value) => {
            let value = FluentValue::from(u32::try_from(value).unwrap_or(u32::MAX));
            context.text(&format!("health-line-{name}-value"), &[("value", value)])?
        }
        None if state == State::Good => context.text("health-good", &[])?,
        None if state == State::Bad => context.text("health-bad", &[])?,
        None => context.text("health-unknown", &[])?,
    };
    // Where nothing could be measured, the line that says why gives the advice.
    let advised = state != State::Good && (value.is_some() || state == State::Bad);
    let advice = advised.then(|| context.text(&format!("health-line-{name}-advice"), &[])).transpose()?;
    Ok(Row { name, state, text, advice })
}
