#![doc = include_str!("../README.md")]

mod cli;
mod command;
mod compose;
pub mod config;
mod console;
mod descriptors;
mod encoder;
mod error;
mod keep_up;
mod lock;
mod node;
mod private;
pub mod routes;
mod running;
mod server;
mod shutdown;
mod telemetry;

use std::{ffi::OsString, process::ExitCode};

use clap::Parser as _;

pub use cli::Cli;
pub use error::Error;

/// Runs the program with its arguments, the first of which is its own name.
///
/// Exits 0 when all is well, 1 when something was not, 2 when it was called or configured wrongly, and 3 when a copy was
/// made, checked or restored and something in it is damaged or missing.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    private::keep_to_ourselves();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return refused(&error),
    };
    match command::run(cli) {
        Ok(code) => code,
        Err(error) => {
            console::complain(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Help and the version are no mistakes; everything else that the parser answers is wrong usage.
fn refused(error: &clap::Error) -> ExitCode {
    // Nothing is left to tell anybody whose terminal can't be written to.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
