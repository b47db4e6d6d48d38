//! `souffleur bench`: what this desk does on this machine. The server is a child process of the same binary over a
//! SQLite file with `synchronous=FULL`; the clients are in this process, so that the cost of each can be told apart.

mod child;
mod client;
mod fill;
mod inbox;
mod intake;
mod load;
mod report;
mod reports;
mod search;
mod start;
mod timers;
mod years;

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::{Args, ValueEnum};

use crate::{Error, cli::Common, compose, config::Config, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// What to measure [default: all]
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<What>,
    /// How long each measurement lasts, after a second of warming up
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// Keep-alive connections that ask questions
    #[arg(long, value_name = "N", default_value_t = 32)]
    clients: usize,
    /// Questions in the database for the inbox and the start
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    questions: usize,
    /// Timers that wait while others fire
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    timers: usize,
    /// Timers that come due within a minute
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    due: usize,
    /// Messages to search in
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    messages: usize,
    /// Questions to report on
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    reported: usize,
    /// An empty PostgreSQL database, to measure timers there as well, or search or reports there instead
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// A folder on the disk to be measured; the databases in it are removed again
    #[arg(long = "in", value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Questions accepted over HTTP, beside bare commits on the same disk
    Intake,
    /// The inbox page
    Inbox,
    /// Start to first answer, and memory at rest
    Start,
    /// Timers that fire while a million wait
    Timers,
    /// Searching a million messages
    Search,
    /// Reports, the inbox and questions of a desk with a million of them, asked over two years
    Reports,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let mut config = common.load(None)?;
    config.database_url.clear();
    config.public_url.clear();
    let report = compose::runtime()?.block_on(measure(&config, arguments))?;
    if arguments.json {
        console::tell(report.json());
    } else {
        report.tell();
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(config: &Config, arguments: &Arguments) -> Result<report::Report, Error> {
    let folder = tempfile::Builder::new().prefix("souffleur-bench-").tempdir_in(&arguments.folder);
    let folder = folder.map_err(Error::file(&arguments.folder, "used"))?;
    let wanted = |what| arguments.only.is_none_or(|only| only == what);
    let lasts = Duration::from_secs(arguments.seconds);
    let mut report = report::Report::default();
    if wanted(What::Intake) {
        let config = Config { data: folder.path().join("intake"), ..config.clone() };
        report.intake = Some(intake::measure(&config, arguments.clients, lasts).await?);
    }
    if wanted(What::Inbox) || wanted(What::Start) {
        let config = Config { data: folder.path().join("inbox"), ..config.clone() };
        report.filled = Some(fill::fill(&config, arguments.questions).await?);
        if wanted(What::Inbox) {
            report.inbox = Some(inbox::measure(&config, lasts).await?);
        }
        if wanted(What::Start) {
            report.start = Some(start::measure(&config).await?);
        }
    }
    if wanted(What::Timers) {
        let data = folder.path().join("timers");
        let on = |url: &str| Config { data: data.clone(), database_url: url.to_owned(), ..config.clone() };
        report.timers.push(Box::pin(timers::measure(&on(""), arguments.timers, arguments.due)).await?);
        if let Some(url) = &arguments.postgres {
            report.timers.push(Box::pin(timers::measure(&on(url), arguments.timers, arguments.due)).await?);
        }
    }
    if wanted(What::Search) {
        let data = folder.path().join("search");
        let on = |url: &str| Config { data: data.clone(), database_url: url.to_owned(), ..config.clone() };
        // Nine questions in ten have a reply.
        let questions = arguments.messages * 10 / 19;
        report.search.push(search::measure(&on(elsewhere(arguments, What::Search)), questions).await?);
    }
    if wanted(What::Reports) {
        let data = folder.path().join("reports");
        let on = |url: &str| Config { data: data.clone(), database_url: url.to_owned(), ..config.clone() };
        let url = elsewhere(arguments, What::Reports);
        report.reports.push(reports::measure(&on(url), arguments.reported).await?);
    }
    Ok(report)
}

/// The PostgreSQL database, where one is given for just that: each wants one of its own.
fn elsewhere(arguments: &Arguments, what: What) -> &str {
    arguments.postgres.as_deref().filter(|_| arguments.only == Some(what)).unwrap_or_default()
}
