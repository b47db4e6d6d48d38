//! What only the desk's own user may read: everything that the program writes, and the signing key above all.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use rustix::{fs::Mode, process::umask};
use souffleur_app::{Entropy as _, SigningKey, SystemEntropy};

use crate::Error;

/// What others may not do: anything.
const OTHERS: u32 = 0o077;

/// Lets every file that this program makes from now on be its own user's alone: folders 0700, files 0600.
pub(crate) fn keep_to_ourselves() {
    umask(Mode::from_raw_mode(OTHERS));
}

/// Warns of what others may read or write, with the command that mends it. An administrator may have opened it on
/// purpose, so it is not closed behind their back.
pub(crate) fn warn_of_open(places: &[PathBuf]) {
    for place in places {
        let Ok(metadata) = fs::metadata(place) else { continue };
        let mode = metadata.permissions().mode() & 0o777;
        if mode & OTHERS != 0 {
            let recursive = if metadata.is_dir() { "-R " } else { "" };
            tracing::warn!(
                "others may open {} (mode {mode:04o}); mend it with: chmod {recursive}go= {}",
                place.display(),
                place.display()
            );
        }
    }
}

/// Reads the signing key, and makes one where there is none. Two nodes that start at once find the same.
pub(crate) fn signing_key(file: &Path) -> Result<SigningKey, Error> {
    loop {
        match fs::read(file) {
            Ok(bytes) => return read_key(file, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::file(file, "read")(error)),
        }
        match write_key(file, |part| fs::hard_link(part, file)) {
            Ok(key) => return Ok(key),
            // Another node was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::file(file, "written")(error)),
        }
    }
}

/// Puts a new signing key in the place of the one there is.
pub(crate) fn replace_key(file: &Path) -> Result<SigningKey, Error> {
    write_key(file, |part| fs::rename(part, file)).map_err(Error::file(file, "written"))
}

fn read_key(file: &Path, bytes: &[u8]) -> Result<SigningKey, Error> {
    <[u8; SigningKey::LEN]>::try_from(bytes).map(SigningKey::new).map_err(|_| {
        Error::failed(
            format!("{} is no signing key: it has {} bytes", file.display(), bytes.len()),
            "Copy the file from another node or a safe place, or make a new one with souffleur rotate-key.",
        )
    })
}

/// Writes a new key beside its place and then puts it there, so that nobody reads half of one.
fn write_key(file: &Path, put: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<SigningKey> {
    let mut bytes = [0; SigningKey::LEN];
    SystemEntropy.fill(&mut bytes);
    let folder = crate::compose::folder_of(file);
    fs::create_dir_all(folder)?;
    let part = file.with_extension(format!("part-{}", std::process::id()));
    let _ = fs::remove_file(&part);
    let written =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).and_then(|mut out| {
            out.write_all(&bytes)?;
            out.sync_all()?;
            put(&part)
        });
    let _ = fs::remove_file(&part);
    written?;
    File::open(folder)?.sync_all()?;
    Ok(SigningKey::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new").join("signing.key");
        let key = signing_key(&file).unwrap();
        assert_eq!(signing_key(&file).unwrap(), key);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_ne!(replace_key(&file).unwrap(), key);
        assert_ne!(signing_key(&file).unwrap(), key);
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
        fs::write(&file, "short").unwrap();
        assert!(signing_key(&file).unwrap_err().to_string().contains("5 bytes"));
    }
}
