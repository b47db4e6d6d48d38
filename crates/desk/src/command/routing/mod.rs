//! `souffleur routing …`: measure the router, or ask it why.

mod evaluate;
mod explain;
mod read_once;
mod rebuild;
mod table;

use std::process::ExitCode;

use clap::Subcommand;

use crate::{Error, cli::Common};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Measure the router on questions whose topics are known
    ///
    /// Rows have the columns id, text and label. Give two files, or one to be tested in parts by cross-validation.
    Evaluate(evaluate::Arguments),
    /// Say who would get a question, and why
    Explain(explain::Arguments),
    /// Make everything that the router knows again, from the history and from what was imported
    Rebuild,
}

pub(crate) fn run(common: &Common, command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Explain(arguments) => explain::run(common, &arguments),
        Command::Rebuild => rebuild::run(common),
    }
}
