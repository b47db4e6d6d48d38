//! The pages of a desk with a large past, over HTTP as a browser asks for them, one after the other: every report that a
//! supervisor opens, the board, the inbox, and questions; and the ledger as a file.

use std::time::Instant;

use jiff::{ToSpan as _, civil::Date};
use serde::Serialize;
use souffleur_app::{App, snapshot::house_zone};
use souffleur_insight::report::{Dimension, default_period};
use souffleur_jobs::index;

use super::{
    child::Server,
    client::{Connection, get},
    fill,
    load::percentile,
    years,
};
use crate::{Error, compose, config::Config};

/// How often each page is asked for; of questions, how many.
const TIMES: usize = 200;
/// Questions put into the sums together.
const FOLD: u64 = 400;

/// What was measured on one database.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Reports {
    pub(super) database: &'static str,
    pub(super) questions: usize,
    /// How long it took to make the desk, and to put its past into the sums; nothing where both were there.
    pub(super) fill_seconds: f64,
    pub(super) fold_seconds: f64,
    pub(super) pages: Vec<Page>,
    pub(super) csv_rows: usize,
    pub(super) csv_rows_per_second: f64,
    /// Resident memory of the server after the pages, and after the file, in bytes.
    pub(super) memory_bytes: u64,
    pub(super) memory_after_csv_bytes: u64,
}

/// One page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Page {
    pub(super) what: String,
    /// What ninety-nine in a hundred are to be within.
    pub(super) goal_ms: u32,
    pub(super) bytes: usize,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
}

/// Measures on a desk with so many questions: a new one, or what an earlier measurement left in a PostgreSQL database.
pub(super) async fn measure(config: &Config, questions: usize) -> Result<Reports, Error> {
    let begun = Instant::now();
    let (app, is_filled) = fill::house_with(config, questions).await?;
    if !is_filled {
        years::fill(&app, questions).await?;
    }
    let fill_seconds = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let zone = house_zone(&app.settings());
    while app.store().fold_ledger(&zone, app.now(), FOLD).await.map_err(compose::store_error)? > 0 {}
    let fold_seconds = begun.elapsed().as_secs_f64();
    // A desk of that age has long done it, and looks into it for what was asked and answered before.
    index::pass(&app).await.map_err(Error::refused)?;
    let today = default_period(&app).to;
    let some = some_questions(&app, questions).await?;
    drop(app);
    let server = Server::start(config).await?;
    let mut browser = Browser::signed_in(&server).await?;
    let places: Vec<_> = reports(today).into_iter().chain(places(some)).collect();
    // Nothing is measured while it is read for the first time.
    for path in places.iter().flat_map(|(.., paths)| paths) {
        browser.ask(path).await?;
    }
    let mut pages = Vec::new();
    for (what, goal_ms, paths) in places {
        pages.push(browser.look(what, goal_ms, &paths).await?);
    }
    let memory_bytes = server.memory()?;
    let begun = Instant::now();
    let csv_rows = browser.lines(&format!("/reports/sla.csv?{}", days(today, 749))).await? - 1;
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
        memory_after_csv_bytes: server.memory()?,
    })
}

/// Questions from all over the past, and as many of the newest.
async fn some_questions(app: &App, questions: usize) -> Result<[Vec<String>; 2], Error> {
    let reader = app.store().read();
    let mut some = [Vec::new(), Vec::new()];
    for index in 0..TIMES {
        for (place, number) in [index * (questions / TIMES) + 1, questions - index].into_iter().enumerate() {
            let number = i64::try_from(number).unwrap_or(1);
            let question = reader.question_by_number(number).await.map_err(compose::store_error)?;
            some[place].extend(question.map(|question| question.id.to_string()));
        }
    }
    Ok(some)
}

/// What a supervisor opens, how fast it must be, and where it is.
fn reports(today: Date) -> Vec<(String, u32, Vec<String>)> {
    let mut pages = Vec::new();
    for (name, long) in [("a week", 6), ("ninety days", 89), ("a year", 364), ("two years", 729)] {
        let days = days(today, long);
        let mut page = |what: String, path: String| pages.push((format!("{name}{what}"), 150, vec![path]));
        for cut in [
            Dimension::Day,
            Dimension::Week,
            Dimension::Hour,
            Dimension::Expert,
            Dimension::Topic,
            Dimension::Policy,
        ] {
            let by = cut.as_str();
            page(
                format!(" by {by}, compared"),
                format!("/reports/sla?{days}&group_by={by}&against=previous"),
            );
        }
        page(", why late, by expert".to_owned(), format!("/reports/late?{days}&group_by=expert"));
        for state in ["received", "breached", "late_sending"] {
            page(format!(", questions {state}"), format!("/reports/sla/questions?{days}&state={state}"));
        }
        page(", first choices".to_owned(), format!("/reports/routing?{days}"));
        let sure = format!("/reports/routing/questions?{days}&state=routing_chosen&by=confidence&key=8");
        page(", first choices 80–90 % sure".to_owned(), sure);
    }
    pages
}

/// Where people are all day.
fn places([all, newest]: [Vec<String>; 2]) -> [(String, u32, Vec<String>); 4] {
    let path = |ids: Vec<String>| ids.into_iter().map(|id| format!("/questions/{id}")).collect();
    [
        ("live board".to_owned(), 30, vec!["/reports/board".to_owned()]),
        ("inbox".to_owned(), 30, vec!["/inbox".to_owned()]),
        ("any question".to_owned(), 10, path(all)),
        ("a new question".to_owned(), 10, path(newest)),
    ]
}

fn days(today: Date, back: i64) -> String {
    format!("from={}&to={today}", today.saturating_sub(back.days()))
}

/// Somebody who is signed in.
struct Browser {
    connection: Connection,
    cookie: String,
}

impl Browser {
    async fn signed_in(server: &Server) -> Result<Self, Error> {
        let connection = Connection::open(server.address).await;
        let connection = connection.map_err(|error| Error::because("the server can't be reached", error))?;
        Ok(Self { connection, cookie: server.sign_in().await? })
    }

    /// Asks for each path in turn until there are enough answers.
    async fn look(&mut self, what: String, goal_ms: u32, paths: &[String]) -> Result<Page, Error> {
        let (mut took, mut bytes) = (Vec::with_capacity(TIMES), 0);
        for path in paths.iter().cycle().take(TIMES) {
            let begun = Instant::now();
            let (size, _) = self.ask(path).await?;
            took.push(begun.elapsed().as_secs_f64() * 1000.0);
            bytes = bytes.max(size);
        }
        took.sort_by(f64::total_cmp);
        Ok(Page { what, goal_ms, bytes, p50_ms: percentile(&took, 0.50), p99_ms: percentile(&took, 0.99) })
    }

    /// How many lines a file has; no cell of it has a line break.
    async fn lines(&mut self, path: &str) -> Result<usize, Error> {
        self.ask(path).await.map(|(_, lines)| lines)
    }

    async fn ask(&mut self, path: &str) -> Result<(usize, usize), Error> {
        let (mut bytes, mut lines) = (0, 0);
        let take = |piece: &[u8]| {
            bytes += piece.len();
            lines += piece.split(|byte| *byte == b'\n').count() - 1;
        };
        let answered = self.connection.ask_for(&get(path, &self.cookie), take).await;
        match answered.map_err(|error| Error::because(format!("{path} can't be opened"), error))? {
            200 => Ok((bytes, lines)),
            status => Err(Error::failed(format!("{path} was answered with {status}"), "")),
        }
    }
}
