//! Copies by releases before the format of [`super::frame`]: a SQLite database with the files in a table of their own. They
//! have no checksums but the fingerprints of their files.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use sea_orm::ConnectionTrait as _;
use souffleur_core::attachment::Fingerprint;

use super::{Contents, CopyFault};
use crate::{
    database::Database,
    error::{Error, Sound as _},
    vault::{Vault, blocking, fingerprint},
};

/// How a SQLite database begins.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// The table of the files.
const CARRIED: &str = "carried_file";

/// Whether a file is such a copy.
pub(super) fn is(copy: &Path) -> io::Result<bool> {
    let mut beginning = Vec::new();
    File::open(copy)?.take(SQLITE.len() as u64).read_to_end(&mut beginning)?;
    Ok(beginning == SQLITE)
}

/// Looks at one without changing it.
pub(super) async fn check(copy: PathBuf) -> Result<Contents, Error> {
    read(copy, |_| Ok(())).await
}

/// Puts its database into a file, and its files where they belong.
pub(super) async fn unpack(
    copy: &Path,
    database: &Path,
    vault: &Vault,
    now: Timestamp,
) -> Result<Contents, Error> {
    let (from, into, vault) = (copy.to_owned(), database.to_owned(), vault.clone());
    let copied = blocking(move || {
        let mut into = File::create(into)?;
        io::copy(&mut File::open(from)?, &mut into)?;
        into.sync_all()
    });
    copied.await.sound("copy", &copy.display())?;
    let contents = read(database.to_owned(), move |bytes| vault.put_back(&bytes, now).map(drop)).await?;
    let connection = Database::connect_writer(database).await?;
    connection.execute_unprepared(&format!("DROP TABLE IF EXISTS {CARRIED}")).await?;
    connection.execute_unprepared("VACUUM").await?;
    super::close(connection).await?;
    Ok(contents)
}

async fn read(
    copy: PathBuf,
    put: impl FnMut(Vec<u8>) -> io::Result<()> + Send + 'static,
) -> Result<Contents, Error> {
    let name = copy.display().to_string();
    blocking(move || read_now(&copy, put)).await.sound("copy", &name)
}

fn read_now(copy: &Path, mut put: impl FnMut(Vec<u8>) -> io::Result<()>) -> io::Result<Contents> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    // Nobody else has it open, and looking must leave no files beside it.
    let connection = Connection::open_with_flags(format!("file:{}?immutable=1", encoded(copy)), flags);
    let connection = connection.map_err(io::Error::other)?;
    let mut contents = Contents {
        made_at: None,
        release: None,
        has_database: true,
        files: 0,
        missing: Vec::new(),
        damaged: Vec::new(),
        faults: Vec::new(),
    };
    let checked: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap_or_else(|error| error.to_string());
    if checked != "ok" {
        contents.faults.push(CopyFault::Database);
        contents.has_database = false;
        return Ok(contents);
    }
    let has_files = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1";
    let has_files = connection.query_row(has_files, [CARRIED], |_| Ok(())).optional();
    if has_files.map_err(io::Error::other)?.is_none() {
        return Ok(contents);
    }
    let all = connection.prepare(&format!("SELECT hash, bytes FROM {CARRIED} ORDER BY hash"));
    let mut all = all.map_err(io::Error::other)?;
    let mut rows = all.query([]).map_err(io::Error::other)?;
    while let Some(row) = rows.next().map_err(io::Error::other)? {
        let (hash, bytes): (String, Vec<u8>) =
            (row.get(0).map_err(io::Error::other)?, row.get(1).map_err(io::Error::other)?);
        let hash = Fingerprint::try_from(hash).map_err(io::Error::other)?;
        if fingerprint(&bytes) == hash {
            put(bytes)?;
            contents.files += 1;
        } else {
            contents.faults.push(CopyFault::File(hash));
        }
    }
    Ok(contents)
}

/// A path as it stands in an address.
fn encoded(path: &Path) -> String {
    use std::fmt::Write as _;
    path.as_os_str().as_encoded_bytes().iter().fold(String::new(), |mut text, byte| {
        let _ = if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            write!(text, "{}", char::from(*byte))
        } else {
            write!(text, "%{byte:02X}")
        };
        text
    })
}
