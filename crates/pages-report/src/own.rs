//! GET /desk/figures: what became of one's own answers, week by week. GET /desk/figures/questions: exactly the questions
//! behind one of its numbers. Nobody else's figures are here, and nobody is compared with anybody.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use souffleur_insight::report::{Behind, Count, Line, OwnFigures, OwnWeek, own_figures, own_questions};
use souffleur_render::Template;
use souffleur_web::error::{Failure, FailureKind};
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::address::unknown;
use super::number::Number;
use super::page::Counting;
use super::questions::{Shown, counted_by};
use super::sample;

/// What a week shows: what became of the promises, then of the drafts.
const COLUMNS: [Count; 9] = [
    Count::Received,
    Count::Met,
    Count::Breached,
    Count::Pending,
    Count::Unchanged,
    Count::Edited,
    Count::Returned,
    Count::Reopened,
    Count::Thanked,
];

/// A week.
#[derive(Debug, Clone, Serialize)]
struct Week {
    monday: Date,
    numbers: Vec<Number>,
    /// Whether there is anything in it.
    quiet: bool,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OwnPage {
    this: Week,
    weeks: Vec<Week>,
    columns: Vec<&'static str>,
    time_zone: String,
    version: Option<String>,
    version_at: Option<Timestamp>,
}

/// The questions behind a number.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OwnQuestions {
    monday: Date,
    state: &'static str,
    count: u64,
    lines: Vec<Shown>,
    next: Option<String>,
}

/// Which number.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    week: String,
    state: String,
    after: String,
}

/// Shows the weeks.
pub(super) async fn show(context: PageContext) -> PageResult {
    match own_figures(context.app(), context.actor()).await.map_err(Failure::from) {
        Ok(figures) => context.show(&OwnPage::of(&figures)),
        Err(failure) if failure.kind() == FailureKind::Unavailable => {
            context.show_as(axum::http::StatusCode::SERVICE_UNAVAILABLE, &Counting {})
        }
        Err(failure) => Err(failure),
    }
}

/// Shows what is behind a number.
pub(super) async fn questions(context: PageContext, Query(which): Query<Which>) -> PageResult {
    let week: Date = which.week.parse().map_err(|_| unknown("week", &which.week))?;
    if !(1970..=9000).contains(&week.year()) {
        return Err(unknown("week", &which.week));
    }
    let (count, after) = counted_by(&which.state, &which.after)?;
    let behind = own_questions(context.app(), context.actor(), week, count, after).await?;
    context.show(&OwnQuestions::of(week, count, behind))
}

fn path(monday: Date, count: Count) -> String {
    format!("/desk/figures/questions?week={monday}&state={}", count.as_str())
}

impl Week {
    fn of(week: &OwnWeek) -> Self {
        let answered = week.figures.count(Count::Answered);
        #[expect(clippy::cast_precision_loss, reason = "counts of questions, drawn")]
        let part = |count: u64| if answered == 0 { 0.0 } else { count as f64 * 100.0 / answered as f64 };
        let number = |count: Count| Number {
            count: week.figures.count(count),
            state: count.as_str(),
            href: path(week.monday, count),
            part: part(week.figures.count(count)),
        };
        Self { monday: week.monday, numbers: COLUMNS.map(number).into(), quiet: week.figures.is_empty() }
    }
}

impl OwnPage {
    fn of(figures: &OwnFigures) -> Self {
        let weeks: Vec<Week> = figures.weeks.iter().map(Week::of).collect();
        let this = weeks.first().cloned();
        Self {
            this: this.unwrap_or_else(|| {
                Week::of(&OwnWeek {
                    monday: Date::default(),
                    figures: souffleur_insight::report::Figures::default(),
                })
            }),
            weeks,
            columns: COLUMNS.map(Count::as_str).into(),
            time_zone: figures.time_zone.clone(),
            version: figures.version.event.map(|event| event.to_string()),
            version_at: figures.version.at,
        }
    }
}

impl OwnQuestions {
    fn of(monday: Date, count: Count, behind: Behind) -> Self {
        let next = behind.next.map(|next| format!("{}&after={next}", path(monday, count)));
        // One's own questions are opened at one's own desk.
        let line = |line: Line| {
            let href = format!("/desk/{}", line.fact.question);
            Shown { href, ledger: None, ..Shown::of(line) }
        };
        let lines = behind.lines.into_iter().map(line).collect();
        Self { monday, state: count.as_str(), count: behind.count, lines, next }
    }
}

impl Template for OwnPage {
    const NAME: &'static str = "page/report/own.html";

    fn samples() -> Vec<Self> {
        let report = sample::report(&sample::addresses("sla")[0]);
        let week = |monday: i8, figures| OwnWeek { monday: jiff::civil::date(2025, 11, monday), figures };
        let full = OwnFigures {
            time_zone: "Europe/Paris".to_owned(),
            weeks: vec![week(24, report.total), week(17, souffleur_insight::report::Figures::default())],
            version: report.version,
        };
        let quiet = OwnFigures { weeks: full.weeks[1..].to_vec(), ..full.clone() };
        vec![Self::of(&full), Self::of(&quiet)]
    }
}

impl Template for OwnQuestions {
    const NAME: &'static str = "page/report/own_questions.html";

    fn samples() -> Vec<Self> {
        let line = |index| Line {
            fact: sample::fact(index),
            subject: "Retour d’une écharpe <b>".to_owned(),
            expert: Some("Léa Bernard".to_owned()),
            topic: (index.is_multiple_of(2)).then(|| "Livraison".to_owned()),
        };
        let behind = |lines: u128| Behind {
            count: u64::try_from(lines).unwrap_or(0),
            lines: (0..lines).map(line).collect(),
            next: None,
            version: sample::report(&sample::addresses("sla")[0]).version,
        };
        let page = |count: Count| Self::of(sample::today(), count, behind(4));
        let mut samples: Vec<Self> = COLUMNS.map(page).into();
        samples.push(Self::of(sample::today(), Count::Met, behind(0)));
        samples.push(Self { next: Some("/desk/figures/questions".to_owned()), ..page(Count::Met) });
        samples
    }
}
