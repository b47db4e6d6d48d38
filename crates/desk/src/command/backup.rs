//! `souffleur backup FILE`: a consistent copy of the database with the files that people sent along, also while the desk
//! runs. The files are copied after the database: what it refers to is there by then, and nothing of it is thrown away.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Args;
use souffleur_store::Database;

use crate::{Error, cli::Common, compose, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The copy to write; must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = common.load(None)?;
    let into = &arguments.file;
    let from = embedded(compose::database(&config)?, "pg_dump --format=custom --file=FILE URL")?;
    if into.exists() {
        return Err(Error::failed(
            format!("{} exists already", into.display()),
            "Name another file; a copy never replaces another.",
        ));
    }
    if !from.exists() {
        return Err(Error::failed(
            format!("there is no database at {}", from.display()),
            "Name its folder with --data.",
        ));
    }
    // Whoever looks at the folder never takes half a copy for a whole one.
    let unfinished = into.with_extension("part");
    let vault = compose::attachments(&config).vault;
    let copied = compose::runtime()?.block_on(async {
        souffleur_store::copy(&from, &unfinished).await?;
        souffleur_store::carry(&unfinished, &vault).await
    });
    copied.map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        Error::because(format!("{} can't be copied to {}", from.display(), into.display()), error)
    })?;
    fs::rename(&unfinished, into).map_err(Error::file(into, "written"))?;
    console::tell(format_args!("{} holds a copy of {}", into.display(), from.display()));
    Ok(ExitCode::SUCCESS)
}

/// The file of an embedded database. PostgreSQL has its own tools, which know better.
pub(super) fn embedded(database: Database, instead: &str) -> Result<PathBuf, Error> {
    match database {
        Database::Sqlite(path) => Ok(path),
        Database::Postgres(_) => Err(Error::failed(
            "copies of a PostgreSQL database are made with PostgreSQL's own tools",
            format!("Use {instead}"),
        )),
    }
}
