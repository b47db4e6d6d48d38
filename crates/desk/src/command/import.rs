//! `souffleur import …`: teach the router from what the house already has.

use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};
use souffleur_admin::{RowError, import};

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
    /// Import nothing if any row can't be taken; otherwise the other rows are
    #[arg(long)]
    strict: bool,
}

/// So many rows that can't be taken are told; the rest are counted.
const TOLD: usize = 20;
/// Rows after which the terminal hears how far it is.
const TELL: u64 = 5_000;

pub(crate) fn run(common: &Common, command: &Command) -> Result<ExitCode, Error> {
    compose::run(common, async |config| match command {
        Command::History(arguments) => history(&config, arguments).await,
        Command::Pages(arguments) => pages(&config, arguments).await,
    })
}

async fn history(config: &Config, arguments: &Arguments) -> Result<ExitCode, Error> {
    let path = arguments.file.as_path();
    let app = compose::app(config).await?;
    if arguments.strict {
        let errors =
            import::check_history(&app, open(path)?).map_err(|error| Error::refused_in(path, error))?;
        if !errors.is_empty() {
            return Ok(refuse_all(path, &errors));
        }
    }
    let told = |rows| {
        if rows % TELL == 0 {
            console::warn(format_args!("{rows} rows read"));
        }
    };
    let imported = import::import_history(&app, open(path)?, told).await;
    let imported = imported.map_err(|error| Error::refused_in(path, error))?;
    console::tell(format_args!(
        "{} imported, {} were there already, {} taught the router",
        count(imported.imported, "question"),
        imported.repeated,
        imported.learned
    ));
    Ok(tell_errors(path, &imported.errors))
}

async fn pages(config: &Config, arguments: &Arguments) -> Result<ExitCode, Error> {
    let path = arguments.file.as_path();
    let app = compose::app(config).await?;
    if arguments.strict {
        let errors =
            import::check_pages(&app, open(path)?).map_err(|error| Error::refused_in(path, error))?;
        if !errors.is_empty() {
            return Ok(refuse_all(path, &errors));
        }
    }
    let imported = import::import_pages(&app, open(path)?).await;
    let imported = imported.map_err(|error| Error::refused_in(path, error))?;
    console::tell(format_args!("{} taught the router", count(imported.imported, "page")));
    Ok(tell_errors(path, &imported.errors))
}

fn open(path: &Path) -> Result<BufReader<File>, Error> {
    File::open(path).map(BufReader::new).map_err(Error::file(path, "read"))
}

/// Rows that can't be taken, and so none was.
fn refuse_all(path: &Path, errors: &[RowError]) -> ExitCode {
    let code = tell_errors(path, errors);
    console::warn(format_args!("nothing was imported"));
    code
}

/// Rows that could not be taken; the others were, unless all or nothing was asked for.
fn tell_errors(path: &Path, errors: &[RowError]) -> ExitCode {
    for error in errors.iter().take(TOLD) {
        console::warn(format_args!("{}, line {}: {}", path.display(), error.line, error.reason));
    }
    if errors.len() > TOLD {
        console::warn(format_args!("and {} more", count((errors.len() - TOLD) as u64, "row")));
    }
    if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
