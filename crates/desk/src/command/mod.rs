//! One file a command: its options, then what it does. The work itself is the application's; a command asks for it and
//! tells what came of it.

pub(crate) mod apply;
pub(crate) mod backup;
pub(crate) mod bench;
pub(crate) mod demo;
pub(crate) mod import;
mod licences;
mod migrate;
pub(crate) mod release;
pub(crate) mod restore;
mod rotate_key;
pub(crate) mod routing;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod sla;
pub(crate) mod user;
mod verify;

use std::process::ExitCode;

use crate::{Cli, Error, cli::Command};

/// Runs the command that was typed.
pub(crate) fn run(cli: Cli) -> Result<ExitCode, Error> {
    let Cli { common, command } = cli;
    match command {
        Command::Serve(arguments) => serve::run(&common, &arguments),
        Command::Demo(arguments) => demo::run(&common, &arguments),
        Command::Migrate => migrate::run(&common),
        Command::Backup(arguments) => backup::run(&common, &arguments),
        Command::Restore(arguments) => restore::run(&common, &arguments),
        Command::Release(arguments) => release::run(&common, &arguments),
        Command::RotateKey => rotate_key::run(&common),
        Command::Verify => verify::run(&common),
        Command::Apply(arguments) => apply::run(&common, &arguments),
        Command::User(command) => user::run(&common, command),
        Command::Import(command) => import::run(&common, &command),
        Command::Routing(command) => routing::run(&common, command),
        Command::Search(command) => search::run(&common, &command),
        Command::Sla(command) => sla::run(&common, command),
        Command::Bench(arguments) => bench::run(&common, &arguments),
        Command::Licences => Ok(licences::run()),
    }
}
