//! Copies of the embedded database with the files it refers to: made while the desk runs, checked, and unpacked before one
//! takes the place of a database. What is damaged or missing is reported; the rest is copied, and comes back.

mod frame;
mod legacy;

use std::{
    collections::HashMap,
    ffi::OsString,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::{MigratorTrait as _, SchemaManager};
use souffleur_core::attachment::Fingerprint;
use souffleur_migrations::Migrator;

pub use frame::CopyFault;

use crate::{
    database::Database,
    error::{Error, Sound as _},
    instant::millis,
    reader::{Reader, Source},
    store::{STEPS, migrate},
    vault::{Vault, blocking, fingerprint},
};

/// What a copy was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many files went along.
    pub files: u64,
    /// Files that the database refers to and that are not there.
    pub missing: Vec<Fingerprint>,
    /// Files whose bytes are no longer those that were sent; they don't go along.
    pub damaged: Vec<Fingerprint>,
}

/// What a copy holds, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// When it was made; unknown of copies by older releases.
    pub made_at: Option<Timestamp>,
    /// By which release; unknown of copies by older releases.
    pub release: Option<String>,
    /// Whether its database can be used.
    pub has_database: bool,
    /// How many files in it are whole.
    pub files: u64,
    /// Files that were missing already when it was made.
    pub missing: Vec<Fingerprint>,
    /// Files that were damaged already when it was made.
    pub damaged: Vec<Fingerprint>,
    /// What became of it since.
    pub faults: Vec<CopyFault>,
}

impl Contents {
    /// Whether it has checksums: copies by older releases have none.
    pub const fn has_checksums(&self) -> bool {
        self.made_at.is_some()
    }

    /// Whether it is proven to hold everything that it should.
    pub const fn is_whole(&self) -> bool {
        self.has_checksums() && self.missing.is_empty() && self.damaged.is_empty() && self.faults.is_empty()
    }
}

/// Writes a consistent copy of a SQLite database and of the files it refers to into a file that must not exist, and makes
/// it durable. Others may read and write meanwhile. The database is written twice, so twice its size must be free.
pub async fn copy(database: &Path, into: &Path, vault: &Vault, now: Timestamp) -> Result<Copied, Error> {
    let alone = beside(into, ".database");
    let copied = copy_by(database, &alone, into, vault, now).await;
    let _ = fs::remove_file(alone);
    if copied.is_err() {
        let _ = fs::remove_file(into);
    }
    copied
}

async fn copy_by(
    database: &Path,
    alone: &Path,
    into: &Path,
    vault: &Vault,
    now: Timestamp,
) -> Result<Copied, Error> {
    // What an attempt left that was killed.
    let _ = fs::remove_file(alone);
    let connection = Database::connect_writer(database).await?;
    let vacuum = [alone.display().to_string().into()];
    connection
        .execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", vacuum))
        .await?;
    connection.close().await?;
    let kept = kept_in(alone).await?;
    let (alone, place, vault) = (alone.to_owned(), into.to_owned(), vault.clone());
    let written = blocking(move || {
        let mut writer = frame::Writer::create(&place)?;
        writer.database(&alone, now)?;
        let mut copied = Copied::default();
        for hash in kept {
            match vault.read_now(&hash) {
                Ok(Some(bytes)) if fingerprint(&bytes) == hash => {
                    writer.file(hash, &bytes)?;
                    copied.files += 1;
                }
                Ok(None) => copied.missing.push(hash),
                // One that can't be read is as good as damaged; it ends no backup.
                Ok(Some(_)) | Err(_) => copied.damaged.push(hash),
            }
        }
        writer.end(copied.files, copied.missing.clone(), copied.damaged.clone())?;
        Ok(copied)
    });
    written.await.sound("copy", &into.display())
}

/// The files that a database refers to which nobody else uses, in their order; leaves no log beside it.
async fn kept_in(database: &Path) -> Result<Vec<Fingerprint>, Error> {
    let connection = Database::connect_writer(database).await?;
    // A database that an older release wrote, and none has brought up to date, knows of no files.
    let knows = SchemaManager::new(&connection).has_table("attachment").await?;
    let reader = Reader::new(Source::Pool(connection.clone()), Arc::default());
    let kept = if knows { reader.kept_files().await? } else { HashMap::new() };
    drop(reader);
    close(connection).await?;
    let mut kept: Vec<_> = kept.into_keys().collect();
    kept.sort();
    Ok(kept)
}

/// Closes the only connection to a database, which is one file afterwards.
async fn close(connection: DatabaseConnection) -> Result<(), Error> {
    connection.execute_unprepared("PRAGMA journal_mode = DELETE").await?;
    Ok(connection.close().await?)
}

/// Reads a copy to its end, compares every checksum, and changes nothing.
pub async fn check(copy: &Path) -> Result<Contents, Error> {
    let file = copy.to_owned();
    if legacy::is(copy).sound("copy", &copy.display())? {
        return legacy::check(file).await;
    }
    let read = blocking(move || frame::read(&file, &mut Nowhere)).await;
    contents(copy, read.sound("copy", &copy.display())?)
}

/// Puts the database of a copy into a file, and its files where they belong. Files that are damaged in it stay out; a
/// damaged database is told in what it returns, and nothing else is put anywhere then.
pub async fn unpack(copy: &Path, database: &Path, vault: &Vault, now: Timestamp) -> Result<Contents, Error> {
    if legacy::is(copy).sound("copy", &copy.display())? {
        return legacy::unpack(copy, database, vault, now).await;
    }
    let (file, place, vault) = (copy.to_owned(), database.to_owned(), vault.clone());
    let read = blocking(move || {
        let mut into = Into { database: File::create(place)?, vault, now };
        let found = frame::read(&file, &mut into)?;
        into.database.sync_all()?;
        Ok(found)
    });
    contents(copy, read.await.sound("copy", &copy.display())?)
}

/// Makes an unpacked database ready to take its place: its schema is brought up to date, and mail and timers are on hold.
/// Says which files it refers to that are not there, or not whole.
pub async fn adopt(
    database: &Path,
    copy: &Contents,
    vault: &Vault,
    now: Timestamp,
) -> Result<Vec<Fingerprint>, Error> {
    let connection = Database::connect_writer(database).await?;
    migrate(&connection).await?;
    // Of a copy that does not say when it was made, the history does.
    let made_at = copy
        .made_at
        .map_or("(SELECT coalesce(max(at), 0) FROM event)".to_owned(), |at| millis(at).to_string());
    let hold = format!("UPDATE desk SET held_since = {}, held_copy_of = {made_at}", millis(now));
    connection.execute_unprepared(&hold).await?;
    close(connection).await?;
    let kept = kept_in(database).await?;
    let vault = vault.clone();
    let missing = blocking(move || {
        let whole = |hash: &Fingerprint| matches!(vault.read_now(hash), Ok(Some(bytes)) if fingerprint(&bytes) == *hash);
        Ok(kept.into_iter().filter(|hash| !whole(hash)).collect())
    });
    missing.await.sound("copy", &database.display())
}

fn contents(copy: &Path, found: frame::Found) -> Result<Contents, Error> {
    let frame::Found { database, files, mut missing, mut damaged, faults } = found;
    if database.is_none() && !faults.contains(&CopyFault::Database) {
        let newer = frame::is_newer(copy).sound("copy", &copy.display())?;
        return Err(Error::Copy(if newer {
            "it was made by a newer release: use that one".to_owned()
        } else {
            "it is no copy of a desk, or its beginning is damaged".to_owned()
        }));
    }
    missing.sort();
    damaged.sort();
    let (made_at, release) = database.unzip();
    Ok(Contents { has_database: made_at.is_some(), made_at, release, files, missing, damaged, faults })
}

/// Where nothing of a copy goes that is only checked.
struct Nowhere;

impl frame::Sink for Nowhere {
    fn database(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, _: Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

/// Where the parts of a copy go that is unpacked.
struct Into {
    database: File,
    vault: Vault,
    now: Timestamp,
}

impl frame::Sink for Into {
    fn database(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.database.write_all(bytes)
    }

    fn file(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        self.vault.put_back(&bytes, self.now).map(drop)
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Whether a file is a database of this desk, whole and of a release that this one understands. Looking leaves no
/// files beside it.
pub async fn inspect(file: &Path) -> Result<(), Error> {
    let connection = Database::connect_writer(file).await?;
    let looked = look(&connection).await;
    // Leaves no write-ahead log behind, so that the one file can be moved.
    connection.execute_unprepared("PRAGMA journal_mode = DELETE").await?;
    connection.close().await?;
    looked?.map_or(Ok(()), |wrong| Err(wrong).sound("copy", &file.display()))
}

/// What is wrong with a database, if anything is.
async fn look(connection: &DatabaseConnection) -> Result<Option<String>, Error> {
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let row = connection.query_one_raw(check).await?.ok_or(Error::Missing("answer to the check"))?;
    let found: String = row.try_get("", "integrity_check")?;
    if found != "ok" {
        return Ok(Some(found));
    }
    if !SchemaManager::new(connection).has_table(STEPS).await? {
        return Ok(Some("it has no tables of a desk".to_owned()));
    }
    let steps =
        Statement::from_string(DbBackend::Sqlite, format!("SELECT version FROM {STEPS} ORDER BY version"));
    let known = Migrator::migrations();
    for row in connection.query_all_raw(steps).await? {
        let step: String = row.try_get("", "version")?;
        if known.iter().all(|known| known.name() != step) {
            return Err(Error::Schema { step });
        }
    }
    Ok(None)
}
