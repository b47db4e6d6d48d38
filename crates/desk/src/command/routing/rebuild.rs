//! `souffleur routing rebuild`: everything that the router knows, made again from the history.

use std::process::ExitCode;

use souffleur_admin::model;

use crate::{
    Error,
    cli::Common,
    compose,
    console::{self, count},
};

pub(crate) fn run(common: &Common) -> Result<ExitCode, Error> {
    compose::run(common, async |config| {
        let app = compose::app(&config).await?;
        let rebuilt = model::rebuild(&app).await.map_err(Error::refused)?;
        console::tell(format_args!(
            "{} from the history, {} for the model, {}",
            count(rebuilt.from_history, "example"),
            count(rebuilt.examples as u64, "example"),
            count(rebuilt.records, "record")
        ));
        Ok(ExitCode::SUCCESS)
    })
}
