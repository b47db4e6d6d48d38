//! `souffleur migrate`: bring the database's schema up to date, as `serve` does by itself at its start.

use std::process::ExitCode;

use crate::{Error, cli::Common, compose, console};

pub(crate) fn run(common: &Common) -> Result<ExitCode, Error> {
    let steps = compose::run(common, async |config| {
        let store = compose::store(&config).await?;
        store.migrate().await.map_err(compose::store_error)
    })?;
    match steps {
        0 => console::tell("The schema is up to date."),
        steps => console::tell(format_args!("The schema is up to date; {steps} steps were applied.")),
    }
    Ok(ExitCode::SUCCESS)
}
