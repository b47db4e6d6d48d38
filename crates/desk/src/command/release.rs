//! `souffleur release`: end the hold on mail and timers that a restored desk is under.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use souffleur_admin::settings::hold;
use souffleur_core::Actor;

use crate::{
    Error,
    cli::Common,
    compose,
    console::{self, count, count_as},
};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// What becomes of letters and scheduled replies that are older than the copy; needed where some wait
    #[arg(long)]
    letters: Option<Letters>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Letters {
    /// Send them
    Send,
    /// Mark letters as already sent, and give replies back to their authors
    Drop,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    compose::run(common, async |config| {
        let app = compose::app(&config).await?;
        let Some(held) = hold::get(&app).await.map_err(Error::refused)? else {
            console::tell("Nothing is on hold.");
            return Ok(ExitCode::SUCCESS);
        };
        let letters = match arguments.letters {
            Some(Letters::Send) => hold::Letters::Send,
            Some(Letters::Drop) => hold::Letters::Drop,
            None if held.letters + held.replies == 0 => hold::Letters::Send,
            None => {
                return Err(Error::usage(
                    format!(
                        "{} and {} from before the copy wait",
                        count(held.letters, "letter"),
                        count_as(held.replies, "reply", "replies")
                    ),
                    "Say --letters drop if the desk that was copied has sent them, else --letters send.",
                ));
            }
        };
        let released = hold::release(&app, Actor::Desk, letters).await.map_err(Error::refused)?;
        console::tell(format_args!(
            "Mail and timers are released; {} marked as already sent, {} given back to their authors",
            count(released.letters, "letter"),
            count_as(released.replies, "reply", "replies")
        ));
        Ok(ExitCode::SUCCESS)
    })
}
