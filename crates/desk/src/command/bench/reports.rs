//! The reports of a large past: every page that a supervisor opens, over and over, through the use cases of the pages, and the
//! ledger as a file.

use std::time::Instant;

use futures_util::TryStreamExt as _;
use jiff::{SignedDuration, ToSpan as _};
use serde::Serialize;
use souffleur_app::{
    App,
    report::{self, Cell, Count, Cut, Period, Wanted, default_period, house_zone},
};
use souffleur_core::{
    Actor,
    assignment::DecidedBy,
    event::{Event, What},
    id::{DraftId, MessageId},
    permission::Role,
    question::{Holder, Status},
};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState, Tx};

use super::{
    child,
    fill::{self, MANAGER, Past},
    load::percentile,
};
use crate::{Error, compose, config::Config};

/// How often each page is asked for.
const TIMES: usize = 200;
/// Questions in one transaction, and put into the sums together.
const BATCH: usize = 1000;
const FOLD: u64 = 400;
/// Two years.
const DAYS: usize = 730;

/// What was measured on one database.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Reports {
    pub(super) database: &'static str,
    pub(super) questions: usize,
    /// How long it took to make the desk, and to put its past into the sums.
    pub(super) fill_seconds: f64,
    pub(super) fold_seconds: f64,
    pub(super) pages: Vec<Page>,
    pub(super) csv_rows: usize,
    pub(super) csv_rows_per_second: f64,
    /// Resident memory before and after, in bytes.
    pub(super) memory_bytes: u64,
    pub(super) memory_after_csv_bytes: u64,
}

/// One page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Page {
    pub(super) what: String,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
}

pub(super) async fn measure(config: &Config, questions: usize) -> Result<Reports, Error> {
    let app = fill::house(config).await?;
    let manager = app.settings().users.iter().find(|user| user.email.as_str() == MANAGER).map(|user| user.id);
    let id = manager.ok_or_else(|| Error::failed("the house has no community manager", ""))?;
    let reader = Actor::Staff { id, role: Role::CommunityManager };
    let begun = Instant::now();
    fill(&app, questions).await?;
    let fill_seconds = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let zone = house_zone(&app.settings());
    while app.store().fold_ledger(&zone, app.now(), FOLD).await.map_err(compose::store_error)? > 0 {}
    let fold_seconds = begun.elapsed().as_secs_f64();
    let pages = pages(&app, reader).await?;
    let memory_bytes = child::own_memory()?;
    let begun = Instant::now();
    let today = default_period(&app).to;
    let all = Wanted::questions(Period { from: today.saturating_sub(750.days()), to: today });
    let file = report::sla_csv(&app, reader, all).await.map_err(Error::refused)?;
    // No cell of the file has a line break in it.
    let lines = |piece: Vec<u8>| piece.split(|byte| *byte == b'\n').count() - 1;
    let rows = file.try_fold(0, async |rows, piece: Vec<u8>| Ok(rows + lines(piece)));
    let csv_rows = rows.await.map_err(Error::refused)? - 1;
    #[expect(clippy::cast_precision_loss, reason = "a count of rows")]
    let csv_rows_per_second = csv_rows as f64 / begun.elapsed().as_secs_f64();
    Ok(Reports {
        database: if config.database_url.is_empty() { "SQLite" } else { "PostgreSQL" },
        questions,
        fill_seconds,
        fold_seconds,
        pages,
        csv_rows,
        csv_rows_per_second,
        memory_bytes,
        memory_after_csv_bytes: child::own_memory()?,
    })
}

async fn fill(app: &App, questions: usize) -> Result<(), Error> {
    let past = Past::new(app, questions)?.over(DAYS);
    for first in (0..questions).step_by(BATCH) {
        let mut tx = app.store().begin().await.map_err(compose::store_error)?;
        for index in first..(first + BATCH).min(questions) {
            live(app, &past, &mut tx, index).await.map_err(compose::store_error)?;
        }
        tx.commit().await.map_err(compose::store_error)?;
    }
    Ok(())
}

/// A question from asking to what became of it: most are answered in time, one in some late, the newest still run.
async fn live(app: &App, past: &Past<'_>, tx: &mut Tx, index: usize) -> Result<(), souffleur_store::Error> {
    let (customer, mut question, message) = past.question(tx.next_number().await?, index)?;
    // Spread over the day, and over how long an answer takes, without chance.
    let spread = i64::try_from(index.wrapping_mul(7919) % 1000).unwrap_or(0);
    question.status = Status::Answered;
    let first = past.targets(&question).into_iter().find(|target| target.kind == TargetKind::FirstReply);
    let first = first.ok_or(souffleur_store::Error::Missing("policy of the house"))?;
    let due = first.due_at.unwrap_or(past.now);
    let allowed = due.duration_since(question.asked_at).as_secs();
    let took = if spread < 40 { allowed + 60 * spread } else { allowed * spread / 1000 };
    let replied = question.asked_at + SignedDuration::from_secs(took);
    let runs = replied >= past.now;
    let state = match (runs, replied < due) {
        (true, _) if due > past.now => TargetState::Pending,
        (_, true) => TargetState::Met,
        _ => TargetState::Breached,
    };
    let met_at = (!runs).then_some(replied);
    question.status = if runs { Status::Assigned } else { Status::Answered };
    let target = Target { state, met_at, ..first };
    tx.insert_customer(&customer, question.asked_at).await?;
    tx.insert_question(&question, target.due_at.filter(|_| runs)).await?;
    tx.insert_message(question.id, &message, &question.channel, None).await?;
    let assignment = past.assignment(&question);
    tx.insert_assignment(&assignment).await?;
    tx.insert_targets(std::slice::from_ref(&target)).await?;
    let event = |at, by, what| Event { id: app.id(at), question: Some(question.id), by, at, what };
    let to: Holder = question.holder;
    let given = What::Assigned { assignment: assignment.id, from: None, to, decided_by: DecidedBy::Router };
    let mut events = vec![event(question.asked_at, Actor::Desk, given)];
    if !runs {
        let drafted = question.asked_at + SignedDuration::from_secs(took * 2 / 3);
        let draft: DraftId = app.id(drafted);
        events.push(event(drafted, Actor::Desk, What::DraftSubmitted { draft, version: 1 }));
        let said: MessageId = app.id(replied);
        let unchanged = index.is_multiple_of(2);
        events.push(event(
            replied,
            Actor::Desk,
            What::Replied { message: said, draft: Some(draft), unchanged },
        ));
    }
    tx.append(&events).await
}

async fn pages(app: &App, reader: Actor) -> Result<Vec<Page>, Error> {
    let today = default_period(app).to;
    let last = |days: i64| Period { from: today.saturating_sub(days.days()), to: today };
    let mut pages = Vec::new();
    for (name, days) in [("a week", 6), ("ninety days", 89), ("a year", 364), ("two years", 729)] {
        for cut in [Cut::Day, Cut::Week, Cut::Hour, Cut::Expert, Cut::Topic, Cut::Policy] {
            let wanted = Wanted::questions(last(days));
            let against = Period {
                from: today.saturating_sub((2 * days + 1).days()),
                to: today.saturating_sub((days + 1).days()),
            };
            let what = format!("{name} by {}, compared", cut.as_str());
            pages.push(
                timed(what, async || {
                    report::sla(app, reader, wanted.clone(), cut, Some(against)).await.map(drop)
                })
                .await?,
            );
        }
        for (of, count) in [
            ("all", Count::Received),
            ("late ones", Count::Breached),
            ("late at sending", Count::LateSending),
        ] {
            let cell = Cell { wanted: Wanted::questions(last(days)), row: None, count };
            let what = format!("{name}: questions behind {of}");
            pages.push(
                timed(what, async || report::sla_questions(app, reader, &cell, None).await.map(drop)).await?,
            );
        }
    }
    pages.push(timed("live board".to_owned(), async || report::board(app, reader).await.map(drop)).await?);
    Ok(pages)
}

async fn timed(
    what: String,
    page: impl AsyncFn() -> Result<(), souffleur_app::Error>,
) -> Result<Page, Error> {
    let mut took = Vec::with_capacity(TIMES);
    page().await.map_err(Error::refused)?;
    for _ in 0..TIMES {
        let begun = Instant::now();
        page().await.map_err(Error::refused)?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    Ok(Page { what, p50_ms: percentile(&took, 0.50), p99_ms: percentile(&took, 0.99) })
}
