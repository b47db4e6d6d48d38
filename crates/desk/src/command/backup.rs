//! `souffleur backup FILE`: a consistent copy of the database with the files that people sent along, also while the desk
//! runs; and with `--check`, whether one is whole. The files are copied after the database: what it refers to is there by
//! then, and nothing of it is thrown away.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use souffleur_app::{Clock as _, SystemClock};
use souffleur_core::attachment::Fingerprint;
use souffleur_store::{Contents, Database};

use crate::{
    Error,
    cli::Common,
    compose,
    console::{self, count},
};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The copy to write; must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Check a copy that is there instead, without restoring it
    #[arg(long)]
    check: bool,
}

/// Done, but something is damaged or missing.
pub(super) const INCOMPLETE: u8 = 3;

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    if arguments.check {
        return check(&arguments.file);
    }
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
    let _ = fs::remove_file(&unfinished);
    let vault = compose::attachments(&config).vault;
    let copying = souffleur_store::copy(&from, &unfinished, &vault, SystemClock.now());
    let copied = compose::runtime()?.block_on(copying).map_err(|error| {
        Error::because(format!("{} can't be copied to {}", from.display(), into.display()), error)
    })?;
    fs::rename(&unfinished, into).map_err(Error::file(into, "written"))?;
    let folder = compose::folder_of(into);
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::file(folder, "made durable"))?;
    console::tell(format_args!("{} holds a copy of {}", into.display(), from.display()));
    console::tell(format_args!("{} went along", count(copied.files, "file")));
    warn_of("missing: it is not in its folder", &copied.missing);
    warn_of("damaged: its bytes are not those that were sent", &copied.damaged);
    if copied.missing.is_empty() && copied.damaged.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    console::warn("The copy stands, and everything else is in it. An older copy may have these files.");
    Ok(ExitCode::from(INCOMPLETE))
}

fn check(copy: &Path) -> Result<ExitCode, Error> {
    let no_copy = |error| Error::because(format!("{} is not a copy", copy.display()), error);
    if !copy.exists() {
        return Err(Error::failed(format!("there is no {}", copy.display()), "Name a copy to check."));
    }
    let contents = compose::runtime()?.block_on(souffleur_store::check(copy)).map_err(no_copy)?;
    tell_of(copy, &contents);
    if contents.is_whole() {
        console::tell(format_args!("{} is whole: {}", copy.display(), count(contents.files, "file")));
        return Ok(ExitCode::SUCCESS);
    }
    if contents.has_database {
        console::warn(format_args!("{} can be restored, without what was named", copy.display()));
        return Ok(ExitCode::from(INCOMPLETE));
    }
    console::warn(format_args!("{} can't be restored", copy.display()));
    Ok(ExitCode::FAILURE)
}

/// Tells everything that is wrong with a copy.
pub(super) fn tell_of(copy: &Path, contents: &Contents) {
    if let (Some(made_at), Some(release)) = (contents.made_at, &contents.release) {
        console::tell(format_args!("{} was made at {made_at} by release {release}", copy.display()));
    }
    if contents.has_database && !contents.has_checksums() {
        console::warn(format_args!(
            "{} was made by an older release and has no checksums: only its files can be compared",
            copy.display()
        ));
    }
    for fault in &contents.faults {
        console::warn(format_args!("{}: {fault}", copy.display()));
    }
    warn_of("missing since before the copy was made", &contents.missing);
    warn_of("damaged since before the copy was made", &contents.damaged);
}

fn warn_of(what: &str, files: &[Fingerprint]) {
    for file in files {
        console::warn(format_args!("the attachment {file} is {what}"));
    }
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
