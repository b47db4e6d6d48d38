//! `souffleur sla …`: check the arithmetic of promises, or ask when something is due.

mod check;
mod due;
mod reasons;
mod trial;

use std::process::ExitCode;

use clap::Subcommand;

use crate::{Error, cli::Common};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check due times against a file of cases, one JSON object a line
    Check(check::Arguments),
    /// Say when a question asked at an instant is due, day by day, and why
    Due(due::Arguments),
    /// Say what the calendars and promises of a file would have done to the last thirty days
    Trial(trial::Arguments),
}

pub(crate) fn run(common: &Common, command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Due(arguments) => due::run(common, &arguments),
        Command::Trial(arguments) => trial::run(common, &arguments),
    }
}
