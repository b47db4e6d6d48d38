//! `souffleur restore FILE`: a copy back in place of the database. What was there is kept beside it. Mail and timers are on
//! hold until somebody releases them: the desk that was copied may have sent meanwhile what still waits in the copy.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use souffleur_app::{Clock as _, SystemClock};
use souffleur_core::attachment::Fingerprint;
use souffleur_store::{Contents, Vault, highwater_file};

use super::backup::{INCOMPLETE, embedded, tell_of};
use crate::{Error, cli::Common, compose, console, lock::Lock};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A copy that `souffleur backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Put it in place of the database that is there, which is kept beside it
    #[arg(long)]
    replace: bool,
}

/// A SQLite database is up to three files.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = common.load(None)?;
    let (from, replace) = (&arguments.file, arguments.replace);
    let into = embedded(compose::database(&config)?, "pg_restore --clean --dbname=URL FILE")?;
    let _lock = Lock::take(compose::folder_of(&into))?;
    if into.exists() && !replace {
        return Err(Error::failed(
            format!("there is a database at {} already", into.display()),
            "Say --replace to put the copy in its place; what is there is kept beside it.",
        ));
    }
    if !from.exists() {
        return Err(Error::failed(format!("there is no {}", from.display()), "Name a copy to restore."));
    }
    // The copy is unpacked where it will stand, so that the one in the archive is not touched.
    let incoming = beside(&into, ".incoming");
    let put = put(from, &incoming, &into, &compose::attachments(&config).vault);
    if put.is_err() {
        for part in PARTS {
            let _ = fs::remove_file(beside(&incoming, part));
        }
    }
    let put = put.map_err(|error| error.advise(format!("{} was left as it was.", into.display())))?;
    tell_of(from, &put.contents);
    for file in &put.missing {
        console::warn(format_args!("the attachment {file} is missing"));
    }
    console::tell(format_args!("{} is restored from {}", into.display(), from.display()));
    if let Some(kept) = put.kept {
        console::tell(format_args!("What was there before is now {}", kept.display()));
    }
    console::tell(
        "Mail and timers are on hold: an administrator releases them in the settings, or\n  souffleur release --letters \
         send|drop",
    );
    Ok(if put.contents.is_whole() && put.missing.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(INCOMPLETE)
    })
}

/// What was put in place.
struct Put {
    contents: Contents,
    /// Attachments that the database refers to and that are not there.
    missing: Vec<Fingerprint>,
    /// Where the database is now that stood there.
    kept: Option<PathBuf>,
}

/// Puts a copy in place once it has proven to hold a desk's database.
fn put(from: &Path, incoming: &Path, into: &Path, vault: &Vault) -> Result<Put, Error> {
    let (runtime, now) = (compose::runtime()?, SystemClock.now());
    let no_copy = |error| Error::because("this is no copy of a desk's database", error);
    // A file is known by what it holds: one that is there already is the same, and no harm is done to it.
    let unpacked = runtime.block_on(souffleur_store::unpack(from, incoming, vault, now));
    let contents = unpacked.map_err(no_copy)?;
    if !contents.has_database {
        return Err(Error::failed("the database in the copy is damaged", "Take an older copy."));
    }
    runtime.block_on(souffleur_store::inspect(incoming)).map_err(no_copy)?;
    let adopted = runtime.block_on(souffleur_store::adopt(incoming, &contents, vault, now));
    let missing = adopted.map_err(|error| Error::because("the copy can't be put to use", error))?;
    fs::File::open(incoming)
        .and_then(|file| file.sync_all())
        .map_err(Error::file(incoming, "made durable"))?;
    let kept = keep(into).map_err(Error::file(into, "set aside"))?;
    fs::rename(incoming, into).map_err(Error::file(into, "put in place"))?;
    // The mark is of the database that stood there; this one is older, which is no loss.
    let _ = fs::remove_file(highwater_file(into));
    let folder = compose::folder_of(into);
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::file(folder, "made durable"))?;
    Ok(Put { contents, missing, kept })
}

/// Sets aside a database with its write-ahead log, under the first name that is free.
fn keep(database: &Path) -> io::Result<Option<PathBuf>> {
    if !database.exists() {
        return Ok(None);
    }
    let name = |number: u32| beside(database, &format!(".before-restore-{number}"));
    let free = (1..=u32::MAX).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(0));
    for part in PARTS {
        let from = beside(database, part);
        if from.exists() {
            fs::rename(from, beside(&free, part))?;
        }
    }
    Ok(Some(free))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_is_kept_with_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.sqlite3");
        for round in 1..=2 {
            for part in PARTS {
                fs::write(beside(&database, part), format!("{round}{part}")).unwrap();
            }
            let kept = keep(&database).unwrap().unwrap();
            assert_eq!(fs::read_to_string(beside(&kept, "-wal")).unwrap(), format!("{round}-wal"));
            assert!(!database.exists());
        }
        assert_eq!(keep(&database).unwrap(), None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6);
    }
}
