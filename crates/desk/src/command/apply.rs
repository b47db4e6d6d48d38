//! `souffleur apply FILE.toml`: make the desk agree with a file, as often as it is run.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use souffleur_admin::settings::{self, DeskFile, Outcome};
use souffleur_core::Actor;

use crate::{Error, cli::Common, compose, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The file; examples/desk.toml shows the format
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = common.load(None)?;
    let path = &arguments.file;
    let text = std::fs::read_to_string(path).map_err(Error::file(path, "read"))?;
    let refused =
        |error: souffleur_app::Error| Error::Content { path: path.clone(), what: error.to_string() };
    let file = DeskFile::parse(&text).map_err(refused)?;
    let applied = compose::runtime()?.block_on(async {
        let app = compose::app(&config).await?;
        settings::apply(&app, Actor::Desk, file).await.map_err(|error| Error::refused_in(path, error))
    })?;
    for line in applied.lines.iter().filter(|line| line.outcome != Outcome::Unchanged) {
        let done = if line.outcome == Outcome::Added { "added" } else { "changed" };
        console::tell(format_args!("{done} {} {}", line.what, line.key));
    }
    console::tell(format_args!(
        "{} added, {} changed, {} unchanged",
        applied.count(Outcome::Added),
        applied.count(Outcome::Changed),
        applied.count(Outcome::Unchanged)
    ));
    Ok(ExitCode::SUCCESS)
}
