//! The high-water mark of the embedded database: how many lines of history were acknowledged, in a file outside of it.
//!
//! The history is append-only, so the number of its lines is the greatest `rowid` of `event`: it is found by one descent of
//! a tree, and every change of a question or a setting raises it in its own transaction. No row is written for its
//! sake, and SQLite's own change counter would not do: it stands still in WAL mode. After each commit, and before anybody
//! is told of it, the number goes into the file, without a flush: it survives the death of the process, which is when
//! somebody tidies away a log that was still needed. At the next start the difference is what is gone.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;

use crate::error::{Error, Sound as _};

/// The end of the file's name, beside the database's.
const EXTENSION: &str = "highwater";
const LINES: &str = "SELECT max(rowid) FROM event";

/// The mark, with a connection of its own to the database.
#[derive(Debug)]
pub(crate) struct HighWater {
    inner: Mutex<Inner>,
    /// Acknowledged changes that are gone, since the file was made.
    gone: u64,
}

#[derive(Debug)]
struct Inner {
    connection: Connection,
    file: File,
    reached: u64,
    gone: u64,
}

/// Where the mark of a database is.
pub fn highwater_file(database: &Path) -> PathBuf {
    database.with_extension(EXTENSION)
}

impl HighWater {
    /// Compares the mark with a database that exists; makes one where there is none.
    pub(crate) fn open(database: &Path) -> Result<Self, Error> {
        let path = highwater_file(database);
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let file = file.sound("high-water mark", &path.display())?;
        // The mark first: what another process adds in between is no loss.
        let (reached, gone_before) = read(&file).sound("high-water mark", &path.display())?;
        let connection = Connection::open(database).map_err(|error| Error::Rows(error.into()))?;
        connection.busy_timeout(crate::database::BUSY).map_err(|error| Error::Rows(error.into()))?;
        let lines = lines(&connection).map_err(|error| Error::Rows(error.into()))?;
        let gone_now = reached.saturating_sub(lines);
        if gone_now > 0 {
            tracing::error!(
                "{gone_now} acknowledged changes are gone: the database has {lines} lines of history and had {reached}. \
                 Was its -wal file deleted, or an older file put in its place? Restore a copy, or see docs/reliability.md."
            );
        }
        let gone = gone_before + gone_now;
        let inner = Inner { connection, file, reached: lines, gone };
        if gone_now > 0 || lines > reached {
            inner.write().sound("high-water mark", &path.display())?;
        }
        Ok(Self { inner: Mutex::new(inner), gone })
    }

    /// Acknowledged changes that are gone.
    pub(crate) const fn gone(&self) -> u64 {
        self.gone
    }

    /// Notes what has just been committed. It costs no flush, and failing costs no work.
    pub(crate) fn raise(&self) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        // Where the history can't be read, the next commit raises it.
        let Ok(lines) = lines(&inner.connection) else { return };
        if lines > inner.reached {
            inner.reached = lines;
            if let Err(error) = inner.write() {
                tracing::warn!(%error, "the high-water mark can't be written");
            }
        }
    }
}

impl Inner {
    /// Two numbers of a fixed width, so that each write replaces the whole.
    fn write(&self) -> io::Result<()> {
        self.file.write_all_at(format!("{:020} {:020}\n", self.reached, self.gone).as_bytes(), 0)
    }
}

/// The mark, and what was gone already.
fn read(file: &File) -> io::Result<(u64, u64)> {
    let mut text = [0; 42];
    match file.read_exact_at(&mut text, 0) {
        Ok(()) => {}
        // New, or a power cut came before its first bytes were on the disk.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok((0, 0)),
        Err(error) => return Err(error),
    }
    let text = String::from_utf8_lossy(&text);
    let mut numbers = text.split_ascii_whitespace().map(|number| number.parse().unwrap_or(0));
    Ok((numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)))
}

/// How many lines the history has; none before the schema is made.
fn lines(connection: &Connection) -> rusqlite::Result<u64> {
    let greatest = connection
        .prepare_cached(LINES)
        .and_then(|mut lines| lines.query_row([], |row| row.get::<_, Option<i64>>(0)));
    match greatest {
        Ok(greatest) => Ok(greatest.and_then(|lines| u64::try_from(lines).ok()).unwrap_or(0)),
        Err(error) if error.to_string().contains("no such table") => Ok(0),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(lines: u32) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite3");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE event (id blob PRIMARY KEY)").unwrap();
        for _ in 0..lines {
            connection.execute("INSERT INTO event VALUES (randomblob(16))", []).unwrap();
        }
        (folder, path)
    }

    #[test]
    fn what_is_gone_is_counted_once_and_remembered() {
        let (_folder, path) = database(5);
        assert_eq!(HighWater::open(&path).unwrap().gone(), 0);
        let connection = Connection::open(&path).unwrap();
        connection.execute("DELETE FROM event WHERE rowid > 2", []).unwrap();
        for _ in 0..2 {
            assert_eq!(HighWater::open(&path).unwrap().gone(), 3);
        }
        let water = HighWater::open(&path).unwrap();
        connection.execute("INSERT INTO event VALUES (randomblob(16))", []).unwrap();
        water.raise();
        connection.execute("DELETE FROM event WHERE rowid > 2", []).unwrap();
        assert_eq!(HighWater::open(&path).unwrap().gone(), 4);
    }

    #[test]
    fn a_mark_that_is_not_whole_is_none() {
        let (_folder, path) = database(5);
        std::fs::write(highwater_file(&path), "00").unwrap();
        assert_eq!(HighWater::open(&path).unwrap().gone(), 0);
    }
}
