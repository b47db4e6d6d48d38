//! GET /reports/board: today's promises, live; with `?projector` for a wall. GET /reports/board/questions: exactly the
//! questions behind one of its numbers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::Id;
use souffleur_insight::report::{
    Board, BoardCell, BoardRow, BoardState, Dimension, Line, ObjectiveView, Risk, Slot, Standing, Why, board,
    board_questions, label,
};
use souffleur_render::{Template, sample_now};
use souffleur_web::error::{Failure, FailureKind};
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::address::unknown;
use super::page::Counting;
use super::questions::Shown;
use super::sample;

/// How the board is looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Look {
    projector: Option<String>,
}

/// Which number.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    slot: String,
    by: String,
    key: String,
    state: String,
}

/// A count and where its questions are.
#[derive(Debug, Clone, Serialize)]
struct Number {
    count: u64,
    state: &'static str,
    href: String,
}

/// What is due by an hour, or in a row.
#[derive(Debug, Clone, Serialize)]
struct Stands {
    /// The hour.
    by: Option<String>,
    /// What a row is called.
    key: String,
    label: Option<String>,
    due: Number,
    done: Number,
    missed: Number,
    excused: Number,
    running: Number,
    at_risk: Number,
    /// Kept, missed, at risk, and the rest of what runs, in hundredths of all.
    done_part: f64,
    missed_part: f64,
    risk_part: f64,
}

/// What will be late.
#[derive(Debug, Clone, Serialize)]
struct Late {
    number: i64,
    href: String,
    title: String,
    expert: Option<String>,
    due_at: Timestamp,
    likely_at: Option<Timestamp>,
    why: &'static str,
}

/// What the board shows.
#[derive(Debug, Clone, Serialize)]
struct Shows {
    now: Timestamp,
    slots: Vec<Stands>,
    total: Stands,
    topics: Vec<Stands>,
    experts: Vec<Stands>,
    late: Vec<Late>,
    objectives: Vec<ObjectiveView>,
    more: u64,
    projector: bool,
    here: &'static str,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BoardPage {
    #[serde(flatten)]
    shows: Shows,
    time_zone: String,
}

/// The part of it that follows what happens.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BoardFragment {
    #[serde(flatten)]
    shows: Shows,
}

/// The questions behind a number of the board.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BoardQuestions {
    state: &'static str,
    count: usize,
    label: Option<String>,
    lines: Vec<Shown>,
}

/// Shows the board.
pub(super) async fn show(context: PageContext, Query(look): Query<Look>) -> PageResult {
    let today = match board(context.app(), context.actor()).await.map_err(Failure::from) {
        Ok(today) => today,
        Err(failure) if failure.kind() == FailureKind::Unavailable => {
            return context.show_as(axum::http::StatusCode::SERVICE_UNAVAILABLE, &Counting {});
        }
        Err(failure) => return Err(failure),
    };
    let shows = Shows::of(&today, context.now(), look.projector.is_some());
    if context.is_fragment() {
        return context.show(&BoardFragment { shows });
    }
    let page = BoardPage { shows, time_zone: today.time_zone };
    context.show(&page)
}

/// Shows what is behind one of its numbers.
pub(super) async fn questions(context: PageContext, Query(which): Query<Which>) -> PageResult {
    let slot = match which.slot.as_str() {
        "" => None,
        place => Some(place.parse().map_err(|_| unknown("slot", place))?),
    };
    let row = match which.by.as_str() {
        "" => None,
        name => Some((Dimension::parse(name).ok_or_else(|| unknown("by", name))?, which.key)),
    };
    let column = match which.state.as_str() {
        "" => None,
        name => Some(BoardState::parse(name).ok_or_else(|| unknown("state", name))?),
    };
    let settings = context.app().settings();
    let label = row.as_ref().and_then(|(cut, key)| label(*cut, key, &settings));
    let facts =
        board_questions(context.app(), context.actor(), &BoardCell { slot, row, state: column }).await?;
    let line = |(fact, row): (souffleur_core::metric::Fact, Option<souffleur_app::view::InboxRow>)| {
        let subject = row.map(|row| row.subject.as_deref().unwrap_or(&row.excerpt).to_owned());
        let called = |cut: Dimension| souffleur_insight::report::label(cut, &cut.key(&fact), &settings);
        let (expert, topic) = (called(Dimension::Expert), called(Dimension::Topic));
        Shown::of(Line { subject: subject.unwrap_or_default(), expert, topic, fact })
    };
    let lines: Vec<Shown> = facts.into_iter().map(line).collect();
    let page = BoardQuestions {
        state: column.map_or("column-due", BoardState::as_str),
        count: lines.len(),
        label,
        lines,
    };
    context.show(&page)
}

impl Shows {
    fn of(board: &Board, now: Timestamp, projector: bool) -> Self {
        let slot = |(place, slot): (usize, &Slot)| Stands {
            by: slot.by.map(|by| by.strftime("%H:%M").to_string()),
            ..Stands::of(slot.standing, &format!("slot={place}"))
        };
        let row = |by: &'static str| {
            move |row: &BoardRow| Stands {
                key: row.key.clone(),
                label: row.label.clone(),
                ..Stands::of(
                    row.standing,
                    &serde_html_form::to_string([("by", by), ("key", &row.key)]).unwrap_or_default(),
                )
            }
        };
        Self {
            now,
            slots: board.hours.iter().enumerate().map(slot).collect(),
            total: Stands::of(board.total, ""),
            topics: board.topics.iter().map(row("topic")).collect(),
            experts: board.experts.iter().map(row("expert")).collect(),
            late: board.risks.iter().map(Late::of).collect(),
            objectives: board.objectives.clone(),
            more: board.total.at_risk.saturating_sub(board.risks.len() as u64),
            projector,
            here: if projector { "/reports/board?projector=" } else { "/reports/board" },
        }
    }
}

impl Stands {
    fn of(standing: Standing, which: &str) -> Self {
        let number = |count, state: Option<BoardState>| {
            let and = if which.is_empty() || state.is_none() { "" } else { "&" };
            let state_part = state.map(|state| format!("state={}", state.as_str())).unwrap_or_default();
            let href = format!("/reports/board/questions?{which}{and}{state_part}");
            Number { count, state: state.map_or("due", BoardState::as_str), href }
        };
        #[expect(clippy::cast_precision_loss, reason = "counts of questions, drawn")]
        let part = |count: u64| (count as f64 * 1000.0 / standing.due.max(1) as f64).round() / 10.0;
        Self {
            by: None,
            key: String::new(),
            label: None,
            due: number(standing.due, None),
            done: number(standing.done, Some(BoardState::Done)),
            missed: number(standing.missed, Some(BoardState::Missed)),
            excused: number(standing.excused, Some(BoardState::Excused)),
            running: number(standing.running, Some(BoardState::Running)),
            at_risk: number(standing.at_risk, Some(BoardState::AtRisk)),
            done_part: part(standing.done + standing.excused),
            missed_part: part(standing.missed),
            risk_part: part(standing.at_risk),
        }
    }
}

impl Late {
    fn of(risk: &Risk) -> Self {
        Self {
            number: risk.number,
            href: format!("/questions/{}?view=all", risk.question),
            title: risk.title.clone(),
            expert: risk.expert_name.clone(),
            due_at: risk.due_at,
            likely_at: risk.likely_at,
            why: risk.why.as_str(),
        }
    }
}

fn samples() -> Vec<Shows> {
    let standing = Standing { due: 14, done: 6, missed: 1, excused: 1, running: 6, at_risk: 3 };
    let row = |label: Option<&str>| BoardRow {
        key: "none".to_owned(),
        label: label.map(ToOwned::to_owned),
        standing,
    };
    let risk = |why: Why| Risk {
        promise: Id::new(uuid::Uuid::nil()),
        question: Id::new(uuid::Uuid::nil()),
        number: 1042,
        title: "Mon colis est annoncé livré".to_owned(),
        expert: None,
        expert_name: (why != Why::Nobody).then(|| "Léa <Bernard>".to_owned()),
        due_at: sample_now(),
        likely_at: (why != Why::Absent).then(sample_now),
        why,
    };
    let slot = |by: Option<&str>| Slot { by: by.and_then(|by| by.parse().ok()), standing };
    let full = Board {
        day: sample::today(),
        time_zone: "Europe/Paris".to_owned(),
        hours: vec![slot(Some("12:00")), slot(Some("17:00")), slot(None)],
        total: standing,
        topics: vec![row(Some("Livraison")), row(None)],
        experts: vec![row(Some("Léa Bernard")), row(None)],
        risks: Why::ALL.map(risk).into(),
        objectives: ObjectiveView::samples(),
        version: sample::report(&sample::addresses("sla")[0]).version,
    };
    let quiet = Board {
        total: Standing::default(),
        topics: vec![],
        experts: vec![],
        risks: vec![],
        objectives: vec![],
        ..full.clone()
    };
    vec![
        Shows::of(&full, sample_now(), false),
        Shows::of(&full, sample_now(), true),
        Shows::of(&quiet, sample_now(), false),
    ]
}

impl Template for BoardPage {
    const NAME: &'static str = "page/report/board.html";

    fn samples() -> Vec<Self> {
        let page = |shows| Self { shows, time_zone: "Europe/Paris".to_owned() };
        samples().into_iter().map(page).collect()
    }
}

impl Template for BoardFragment {
    const NAME: &'static str = "page/report/board_now.html";

    fn samples() -> Vec<Self> {
        samples().into_iter().map(|shows| Self { shows }).collect()
    }
}

impl Template for BoardQuestions {
    const NAME: &'static str = "page/report/board_questions.html";

    fn samples() -> Vec<Self> {
        let line = |index| {
            let fact = sample::fact(index);
            Shown::of(Line { fact, subject: "Une écharpe".to_owned(), expert: None, topic: None })
        };
        let page = |state: Option<BoardState>, lines: u128| Self {
            state: state.map_or("column-due", BoardState::as_str),
            count: usize::try_from(lines).unwrap_or(0),
            label: (lines > 3).then(|| "Léa Bernard".to_owned()),
            lines: (0..lines).map(line).collect(),
        };
        let mut samples: Vec<Self> = BoardState::ALL.map(|state| page(Some(state), 4)).into();
        samples.push(page(None, 0));
        samples
    }
}
