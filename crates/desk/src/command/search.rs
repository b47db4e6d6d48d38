//! `souffleur search rebuild`: what search knows, made anew from the questions. A desk may run meanwhile; whoever searches
//! finds what is made so far.

use std::process::ExitCode;

use clap::Subcommand;

use crate::{
    Error,
    cli::Common,
    compose,
    console::{self, count},
};

/// Questions in one transaction.
const BATCH: u64 = 200;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the search index anew, also while the desk runs
    Rebuild,
}

pub(crate) fn run(common: &Common, command: &Command) -> Result<ExitCode, Error> {
    let Command::Rebuild = command;
    let questions = compose::run(common, async |config| {
        let store = compose::store(&config).await?;
        if !store.schema_is_current().await.map_err(compose::store_error)? {
            return Err(Error::failed("the schema is not up to date", "Run souffleur migrate first."));
        }
        store.forget_index().await.map_err(compose::store_error)?;
        let mut all = 0;
        loop {
            match store.index_some(BATCH).await.map_err(compose::store_error)?.questions {
                0 => return Ok(all),
                some => all += some,
            }
        }
    })?;
    console::tell(format_args!("Search knows {}.", count(questions, "question")));
    Ok(ExitCode::SUCCESS)
}
