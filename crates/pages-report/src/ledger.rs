//! GET /reports/ledger/{number}: one question's ledger: asked, assigned, drafted, approved, replied, with both clocks.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_core::metric::{DraftUse, Fact, Phase};
use souffleur_insight::report::{HandlingStage, Line, ledger_of};
use souffleur_render::Template;
use souffleur_web::error::Failure;
use souffleur_web::extract::Path;
use souffleur_web::page::{PageContext, PageResult};

use super::questions::Shown;
use super::sample;

/// Something that happened on the way, when, and how long it had taken.
#[derive(Debug, Clone, Serialize)]
struct Passed {
    /// `asked`, `assigned`, `drafted`, `decided`, `replied`, `due`.
    what: &'static str,
    at: Option<Timestamp>,
    step: Option<&'static str>,
    working: Option<i64>,
    real: Option<i64>,
}

/// Where the working time went.
#[derive(Debug, Clone, Serialize)]
struct Waited {
    phase: &'static str,
    seconds: i64,
    /// Of all of it, in hundredths.
    part: f64,
}

/// One promise.
#[derive(Debug, Clone, Serialize)]
struct Entry {
    line: Shown,
    passed: Vec<Passed>,
    waited: Vec<Waited>,
    draft: Option<&'static str>,
    returned: bool,
    reopened: bool,
    held: bool,
    hit: Option<bool>,
    house_paused_seconds: i64,
    policy_version: i32,
    calendar_version: i32,
    time_zone: String,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LedgerPage {
    number: i64,
    question: String,
    entries: Vec<Entry>,
}

/// Shows it.
pub(super) async fn show(context: PageContext, Path(number): Path<i64>) -> PageResult {
    let lines = ledger_of(context.app(), context.actor(), number).await?;
    let page = LedgerPage::of(number, lines).ok_or_else(Failure::not_found)?;
    context.show(&page)
}

impl LedgerPage {
    /// A question without promises has no ledger.
    fn of(number: i64, lines: Vec<Line>) -> Option<Self> {
        let question = format!("/questions/{}?view=all", lines.first()?.fact.question);
        Some(Self { number, question, entries: lines.into_iter().map(Entry::of).collect() })
    }
}

impl Entry {
    fn of(line: Line) -> Self {
        let fact = line.fact.clone();
        Self {
            passed: passed(&fact),
            waited: waited(&fact),
            draft: fact.fate.map(DraftUse::as_str),
            returned: fact.returned,
            reopened: fact.reopened,
            held: fact.held,
            hit: fact.hit,
            house_paused_seconds: fact.house_paused_seconds,
            policy_version: fact.policy.1,
            calendar_version: fact.calendar.1,
            time_zone: fact.time_zone,
            line: Shown::of(line),
        }
    }
}

fn passed(fact: &Fact) -> Vec<Passed> {
    let at = |what, at, step: Option<HandlingStage>| {
        let lapse = step.and_then(|step| fact.steps[step as usize]);
        let (working, real) = lapse.map(|lapse| (lapse.working, lapse.real)).unzip();
        Passed { what, at, step: step.map(HandlingStage::as_str), working, real }
    };
    vec![
        at("asked", Some(fact.asked_at), None),
        at("assigned", fact.assigned_at, Some(HandlingStage::Assign)),
        at("drafted", fact.drafted_at, Some(HandlingStage::Draft)),
        at("decided", fact.decided_at, Some(HandlingStage::Approve)),
        at("replied", fact.replied_at, Some(HandlingStage::Reply)),
        at("due", fact.due_at, None),
    ]
}

fn waited(fact: &Fact) -> Vec<Waited> {
    let all = fact.spent.0.iter().sum::<i64>().max(1);
    #[expect(clippy::cast_precision_loss, reason = "seconds, drawn")]
    let waited = |phase: Phase| {
        let seconds = fact.spent.on(phase);
        let part = (seconds as f64 * 1000.0 / all as f64).round() / 10.0;
        Waited { phase: phase.as_str(), seconds, part }
    };
    Phase::ALL.map(waited).into()
}

impl Template for LedgerPage {
    const NAME: &'static str = "page/report/ledger.html";

    fn samples() -> Vec<Self> {
        let line = |index| Line {
            fact: sample::fact(index),
            subject: "Retour d’une écharpe".to_owned(),
            expert: Some("Léa Bernard".to_owned()),
            topic: None,
        };
        Self::of(1042, (0..8).map(line).collect()).into_iter().collect()
    }
}
