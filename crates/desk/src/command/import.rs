//! `souffleur import …`: teach the router from what the house already has.

use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};
use souffleur_app::routing::{self, RowError};

use crate::{
    Error,
    cli::Common,
    compose,
    config::Config,
    console::{self, count},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Past questions: columns `asked_at`, customer, body, topic, expert, reply, `replied_at`
    History(Arguments),
    /// The house's own help pages: columns topic, title, body
    Pages(Arguments),
}

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The file
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
}

/// So many rows that can't be taken are told; the rest are counted.
const TOLD: usize = 20;

pub(crate) fn run(common: &Common, command: &Command) -> Result<ExitCode, Error> {
    let config = common.load(None)?;
    compose::runtime()?.block_on(async {
        match command {
            Command::History(arguments) => history(&config, &arguments.file).await,
            Command::Pages(arguments) => pages(&config, &arguments.file).await,
        }
    })
}

async fn history(config: &Config, path: &Path) -> Result<ExitCode, Error> {
    let file = File::open(path).map_err(Error::file(path, "read"))?;
    let app = compose::app(config).await?;
    let told = |rows| tracing::debug!(rows, "rows read");
    let imported = routing::import_history(&app, BufReader::new(file), told).await;
    let imported = imported.map_err(|error| Error::refused_in(path, error))?;
    console::tell(format_args!(
        "{} imported, {} were there already, {} taught the router",
        count(imported.imported, "question"),
        imported.repeated,
        imported.learned
    ));
    Ok(tell_errors(path, &imported.errors))
}

async fn pages(config: &Config, path: &Path) -> Result<ExitCode, Error> {
    let file = File::open(path).map_err(Error::file(path, "read"))?;
    let app = compose::app(config).await?;
    let imported = routing::import_pages(&app, BufReader::new(file)).await;
    let imported = imported.map_err(|error| Error::refused_in(path, error))?;
    console::tell(format_args!("{} taught the router", count(imported.imported, "page")));
    Ok(tell_errors(path, &imported.errors))
}

/// Rows that could not be taken; the others were.
fn tell_errors(path: &Path, errors: &[RowError]) -> ExitCode {
    for error in errors.iter().take(TOLD) {
        console::warn(format_args!("{}, line {}: {}", path.display(), error.line, error.reason));
    }
    if errors.len() > TOLD {
        console::warn(format_args!("and {} more", count((errors.len() - TOLD) as u64, "row")));
    }
    if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
