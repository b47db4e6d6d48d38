//! The file format of a copy: a first line that names it, then entries of one line each, followed by their bytes. Each line
//! carries a checksum of itself and of the bytes that follow it, so that a flipped byte anywhere is found, and its entry named.
//!
//! ```text
//! SOUFFLEUR COPY 1
//! {"part":"database","bytes":N,"sha256":"…","made_at":"…","release":"…"} CHECKSUM
//! …
//! {"part":"file","bytes":N,"sha256":"…"} CHECKSUM
//! …
//! {"part":"end","files":N,"missing":[…],"damaged":[…]} CHECKSUM
//! ```

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, BufWriter, Read, Write},
    path::Path,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use souffleur_core::attachment::Fingerprint;

/// How every version of the format begins.
const MAGIC: &str = "SOUFFLEUR COPY ";
/// The first line of this version.
const FIRST: &str = "SOUFFLEUR COPY 1\n";
/// Hexadecimal digits of the checksum of a line.
const CHECKSUM_DIGITS: usize = 16;
/// Longest line that is looked at as an entry; only the end, which lists what is missing, can be long.
const MAX_LINE: u64 = 64 * 1024 * 1024;
/// Largest file that is read into memory; more than any setting allows.
const MAX_FILE: u64 = 1024 * 1024 * 1024;

/// One entry, as its line says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "lowercase")]
pub(super) enum Entry {
    /// The database; always the first.
    Database { bytes: u64, sha256: Fingerprint, made_at: Timestamp, release: String },
    /// A file that somebody sent along, under its fingerprint.
    File { bytes: u64, sha256: Fingerprint },
    /// The end: how many files there were, and which are not among them.
    End { files: u64, missing: Vec<Fingerprint>, damaged: Vec<Fingerprint> },
}

/// Damage that was found in a copy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CopyFault {
    /// The line of an entry is damaged.
    #[error("from byte {at} on it is damaged, up to the next entry that can be read")]
    Line {
        /// Where it begins.
        at: u64,
    },
    /// The bytes of the database are not those that were copied.
    #[error("the database in it is damaged")]
    Database,
    /// The bytes of a file are not those that were copied.
    #[error("the attachment {0} in it is damaged")]
    File(Fingerprint),
    /// It ends before its last entry.
    #[error("it was cut short: it ends at byte {at}, without its last entry")]
    CutShort {
        /// How long it is.
        at: u64,
    },
    /// Something stands behind its last entry.
    #[error("{0} bytes stand behind its end, which do not belong to it")]
    Trailing(u64),
}

/// What becomes of the parts of a copy that is read.
pub(super) trait Sink {
    /// Takes bytes of the database, in their order. They may turn out to be damaged.
    fn database(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Takes a file that is whole.
    fn file(&mut self, bytes: Vec<u8>) -> io::Result<()>;
}

/// What was found in a copy.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) database: Option<(Timestamp, String)>,
    pub(super) files: u64,
    pub(super) missing: Vec<Fingerprint>,
    pub(super) damaged: Vec<Fingerprint>,
    pub(super) faults: Vec<CopyFault>,
}

/// Writes a copy, entry by entry.
pub(super) struct Writer(BufWriter<File>);

impl Writer {
    /// Makes the file; it must not exist.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let mut out = BufWriter::new(File::create_new(path)?);
        out.write_all(FIRST.as_bytes())?;
        Ok(Self(out))
    }

    /// Adds the database in a file.
    pub(super) fn database(&mut self, file: &Path, made_at: Timestamp) -> io::Result<()> {
        let mut hash = Sha256::new();
        let bytes = io::copy(&mut File::open(file)?, &mut Hashing(&mut hash, io::sink()))?;
        let release = env!("CARGO_PKG_VERSION").to_owned();
        self.line(&Entry::Database {
            bytes,
            sha256: Fingerprint::of(hash.finalize().into()),
            made_at,
            release,
        })?;
        io::copy(&mut File::open(file)?, &mut self.0)?;
        self.0.write_all(b"\n")
    }

    /// Adds the bytes of a file.
    pub(super) fn file(&mut self, sha256: Fingerprint, bytes: &[u8]) -> io::Result<()> {
        self.line(&Entry::File { bytes: bytes.len() as u64, sha256 })?;
        self.0.write_all(bytes)?;
        self.0.write_all(b"\n")
    }

    /// Adds the end, and makes everything durable.
    pub(super) fn end(
        mut self,
        files: u64,
        missing: Vec<Fingerprint>,
        damaged: Vec<Fingerprint>,
    ) -> io::Result<()> {
        self.line(&Entry::End { files, missing, damaged })?;
        self.0.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    fn line(&mut self, entry: &Entry) -> io::Result<()> {
        let said = serde_json::to_string(entry)?;
        writeln!(self.0, "{said} {}", checksum(said.as_bytes()))
    }
}

/// Whether a file begins like a copy of a later version of the format.
pub(super) fn is_newer(path: &Path) -> io::Result<bool> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?).take(FIRST.len() as u64 + 8).read_until(b'\n', &mut line)?;
    let version = line.strip_prefix(MAGIC.as_bytes()).and_then(|rest| rest.strip_suffix(b"\n"));
    Ok(version.is_some_and(|version| version != b"1" && version.iter().all(u8::is_ascii_digit)))
}

/// Reads a copy to its end, whatever is damaged in it, and hands on what is whole.
pub(super) fn read(path: &Path, sink: &mut dyn Sink) -> io::Result<Found> {
    let mut reading = Reading { input: BufReader::new(File::open(path)?), at: 0, found: Found::default() };
    reading.run(sink)?;
    Ok(reading.found)
}

struct Reading {
    input: BufReader<File>,
    at: u64,
    found: Found,
}

impl Reading {
    fn run(&mut self, sink: &mut dyn Sink) -> io::Result<()> {
        // In a damaged stretch the next entry is looked for line by line.
        let mut lost = self.line()? != FIRST.as_bytes();
        if lost {
            self.found.faults.push(CopyFault::Line { at: 0 });
        }
        loop {
            let at = self.at;
            let line = self.line()?;
            if line.is_empty() {
                self.found.faults.push(CopyFault::CutShort { at });
                return Ok(());
            }
            match parse(&line) {
                // A database is what it is called in one place only: whatever files hold, none of them becomes one.
                Some(Entry::Database { bytes, sha256, made_at, release }) if at == FIRST.len() as u64 => {
                    lost = false;
                    self.found.database = self.database(bytes, &sha256, sink)?.then_some((made_at, release));
                }
                Some(Entry::File { bytes, sha256 }) if bytes <= MAX_FILE => {
                    lost = false;
                    self.file(bytes, sha256, sink)?;
                }
                Some(Entry::End { missing, damaged, .. }) => {
                    (self.found.missing, self.found.damaged) = (missing, damaged);
                    return self.behind();
                }
                _ if lost => {}
                _ => {
                    lost = true;
                    self.found.faults.push(CopyFault::Line { at });
                }
            }
        }
    }

    /// Reads one line with its end; what is left where there is none.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let read = self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
        self.at += read as u64;
        Ok(line)
    }

    fn database(&mut self, bytes: u64, sha256: &Fingerprint, sink: &mut dyn Sink) -> io::Result<bool> {
        let mut hash = Sha256::new();
        let (mut left, mut buffer) = (bytes, vec![0; 64 * 1024]);
        while left > 0 {
            let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let read = self.input.read(&mut buffer[..most])?;
            if read == 0 {
                break;
            }
            (left, self.at) = (left - read as u64, self.at + read as u64);
            hash.update(&buffer[..read]);
            sink.database(&buffer[..read])?;
        }
        let whole = left == 0 && Fingerprint::of(hash.finalize().into()) == *sha256;
        if !whole {
            self.found.faults.push(CopyFault::Database);
        }
        self.separator()?;
        Ok(whole)
    }

    fn file(&mut self, bytes: u64, sha256: Fingerprint, sink: &mut dyn Sink) -> io::Result<()> {
        let mut content = Vec::new();
        self.at += self.input.by_ref().take(bytes).read_to_end(&mut content)? as u64;
        if content.len() as u64 == bytes && crate::vault::fingerprint(&content) == sha256 {
            self.found.files += 1;
            // Without its database nothing is put anywhere.
            if self.found.database.is_some() {
                sink.file(content)?;
            }
        } else {
            self.found.faults.push(CopyFault::File(sha256));
        }
        self.separator()
    }

    /// Takes the end of the line behind the bytes of an entry.
    fn separator(&mut self) -> io::Result<()> {
        let (at, mut one) = (self.at, Vec::new());
        self.at += self.input.by_ref().take(1).read_to_end(&mut one)? as u64;
        if one.first().is_some_and(|byte| *byte != b'\n') {
            self.found.faults.push(CopyFault::Line { at });
        }
        Ok(())
    }

    /// Counts what stands behind the end.
    fn behind(&mut self) -> io::Result<()> {
        let trailing = io::copy(&mut self.input, &mut io::sink())?;
        if trailing > 0 {
            self.found.faults.push(CopyFault::Trailing(trailing));
        }
        Ok(())
    }
}

/// An entry, if a line is one and whole.
fn parse(line: &[u8]) -> Option<Entry> {
    let line = line.strip_suffix(b"\n")?;
    let (said, sum) = line.split_at_checked(line.len().checked_sub(CHECKSUM_DIGITS + 1)?)?;
    (sum.strip_prefix(b" ")? == checksum(said).as_bytes()).then_some(())?;
    serde_json::from_slice(said).ok()
}

fn checksum(line: &[u8]) -> String {
    Fingerprint::of(Sha256::digest(line).into()).as_str()[..CHECKSUM_DIGITS].to_owned()
}

/// Hashes what passes through.
struct Hashing<'a, W>(&'a mut Sha256, W);

impl<W: Write> Write for Hashing<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.1.write(bytes)?;
        self.0.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.1.flush()
    }
}
