//! `souffleur user …`: people, from a terminal.

mod add;
mod list;
mod password;

use std::{
    io::{self, Read as _},
    process::ExitCode,
};

use clap::Subcommand;

use crate::{Error, cli::Common, compose};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add somebody
    Add(add::Arguments),
    /// Set somebody's password
    Password(password::Arguments),
    /// List who is there
    List,
}

pub(crate) fn run(common: &Common, command: Command) -> Result<ExitCode, Error> {
    compose::run(common, async |config| match command {
        Command::Add(arguments) => add::run(&config, arguments).await,
        Command::Password(arguments) => password::run(&config, arguments).await,
        Command::List => list::run(&config).await,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The first line of standard input: a password never stands on a command line, where every process can read it.
fn read_password() -> Result<String, Error> {
    let mut text = String::new();
    // Far more than a password may have, and little enough for a file given by mistake.
    let read = io::stdin().lock().take(4096).read_to_string(&mut text);
    read.map_err(|error| Error::because("the password can't be read from standard input", error))?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Error::usage(
            "there is no password on standard input",
            "Pipe it in, for example: printf %s \"$PASSWORD\" | souffleur user …",
        ));
    }
    Ok(line.to_owned())
}
