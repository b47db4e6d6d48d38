//! `souffleur rotate-key`: a new signing key in the place of the one there is.

use std::process::ExitCode;

use souffleur_app::key_rotation;

use crate::{Error, cli::Common, compose, console, private};

pub(crate) fn run(common: &Common) -> Result<ExitCode, Error> {
    compose::run(common, async |config| {
        let store = compose::migrated_store(&config).await?;
        let file = compose::signing_key_file(&config);
        let key = private::replace_key(&file)?;
        key_rotation::replace(&store, &key).await.map_err(Error::refused)?;
        console::tell(format_args!("{} holds a new signing key", file.display()));
        console::tell("Start every node of the desk again; those on other machines need the same file.");
        Ok(ExitCode::SUCCESS)
    })
}
