//! The bytes of files, in a folder, each under the fingerprint of what it holds: the same file is kept once however often it
//! comes, and one that was damaged is known by its name. A file is whole and durable before anything refers to it.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use souffleur_core::attachment::Fingerprint;

/// How the name of a file begins that is not whole yet.
const PART: &str = "part-";

/// A folder of files by fingerprint: `ab/cdef…`. Clones share it.
#[derive(Debug, Clone)]
pub struct Vault(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    parts: AtomicU64,
    /// Held for reading by who keeps a file, for writing by who throws one away: nothing is thrown away that somebody is
    /// just counting on.
    turns: RwLock<()>,
}

impl Vault {
    /// The vault in a folder, which is made when the first file comes.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let (folder, parts, turns) = (folder.into(), AtomicU64::new(0), RwLock::new(()));
        Self(Arc::new(Inner { folder, parts, turns }))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Keeps bytes; when this returns, they survive a power cut.
    pub async fn keep(&self, bytes: Vec<u8>, now: Timestamp) -> io::Result<Fingerprint> {
        let vault = self.clone();
        blocking(move || vault.keep_now(&bytes, now)).await
    }

    /// The bytes under a fingerprint; none where there is no such file.
    pub async fn read(&self, hash: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        let path = self.path(hash);
        blocking(move || read(&path)).await
    }

    /// The bytes under a fingerprint, on this very thread.
    pub(crate) fn read_now(&self, hash: &Fingerprint) -> io::Result<Option<Vec<u8>>> {
        read(&self.path(hash))
    }

    /// Keeps bytes as a copy has them, also where a damaged file stands in their place.
    pub(crate) fn put_back(&self, bytes: &[u8], now: Timestamp) -> io::Result<Fingerprint> {
        let path = self.path(&fingerprint(bytes));
        if !matches!(read(&path), Ok(known) if known.as_deref().is_none_or(|known| known == bytes)) {
            fs::remove_file(&path)?;
        }
        self.keep_now(bytes, now)
    }

    /// The files that nobody has kept again since an instant.
    pub async fn untouched_since(&self, before: Timestamp) -> io::Result<Vec<Fingerprint>> {
        let vault = self.clone();
        blocking(move || {
            vault.sweep_parts(before)?;
            let all = vault.list()?.into_iter();
            all.filter_map(|(hash, path)| is_older(&path, before).map(|old| old.then_some(hash)).transpose())
                .collect()
        })
        .await
    }

    /// Throws a file away, unless somebody has kept it again since.
    pub async fn forget(&self, hash: &Fingerprint, before: Timestamp) -> io::Result<bool> {
        let (vault, path) = (self.clone(), self.path(hash));
        blocking(move || {
            let _turn = vault.0.turns.write().unwrap_or_else(PoisonError::into_inner);
            match is_older(&path, before) {
                Ok(true) => fs::remove_file(&path).map(|()| true),
                Ok(false) => Ok(false),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await
    }

    /// Keeps bytes, on this very thread.
    pub fn keep_now(&self, bytes: &[u8], now: Timestamp) -> io::Result<Fingerprint> {
        let hash = fingerprint(bytes);
        let path = self.path(&hash);
        let _turn = self.0.turns.read().unwrap_or_else(PoisonError::into_inner);
        if let Ok(known) = File::options().append(true).open(&path) {
            known.set_modified(system(now))?;
            known.sync_all()?;
            return Ok(hash);
        }
        let folder = path.parent().unwrap_or(&self.0.folder);
        fs::create_dir_all(folder)?;
        let number = self.0.parts.fetch_add(1, Ordering::Relaxed);
        let part = folder.join(format!("{PART}{}-{number}", std::process::id()));
        let written = write(&part, bytes, now).and_then(|()| fs::rename(&part, &path));
        if written.is_err() {
            let _ = fs::remove_file(&part);
        }
        written?;
        // The entry of the file, and that of its folder where that is new.
        for folder in [folder, &self.0.folder] {
            File::open(folder)?.sync_all()?;
        }
        Ok(hash)
    }

    /// Every file that is there.
    pub fn list(&self) -> io::Result<Vec<(Fingerprint, PathBuf)>> {
        let mut all = Vec::new();
        for folder in entries(&self.0.folder)? {
            let first = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !folder.is_dir() {
                continue;
            }
            for path in entries(&folder)? {
                let rest = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if let Ok(hash) = Fingerprint::try_from(format!("{first}{rest}")) {
                    all.push((hash, path));
                }
            }
        }
        Ok(all)
    }

    /// Removes what was begun before an instant and never became whole, because its process was killed.
    fn sweep_parts(&self, before: Timestamp) -> io::Result<()> {
        for folder in entries(&self.0.folder)?.into_iter().filter(|folder| folder.is_dir()) {
            for path in entries(&folder)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                // One that is gone by now has become whole.
                if name.starts_with(PART) && is_older(&path, before).unwrap_or(false) {
                    drop(fs::remove_file(&path));
                }
            }
        }
        Ok(())
    }

    fn path(&self, hash: &Fingerprint) -> PathBuf {
        let (first, rest) = hash.as_str().split_at(2);
        self.0.folder.join(first).join(rest)
    }
}

/// The name of some bytes.
pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
    Fingerprint::of(Sha256::digest(bytes).into())
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(part: &Path, bytes: &[u8], now: Timestamp) -> io::Result<()> {
    let mut file = File::create(part)?;
    file.write_all(bytes)?;
    file.set_modified(system(now))?;
    file.sync_all()
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn is_older(path: &Path, than: Timestamp) -> io::Result<bool> {
    Ok(fs::metadata(path)?.modified()? < system(than))
}

fn system(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.as_millisecond()).unwrap_or(0))
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}
