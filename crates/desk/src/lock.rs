//! The lock on the data folder: the SQLite file has one writer that groups commits, so it belongs to one desk.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::Path,
};

use crate::Error;

const FILE: &str = "souffleur.lock";

/// Held as long as it lives, and released by the system whatever happens to the process.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "held for its drop")] File);

impl Lock {
    /// Makes the folder if it is missing, and takes it for this process.
    pub(crate) fn take(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::file(folder, "made"))?;
        let path = folder.join(FILE);
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = opened.map_err(Error::file(folder, "written to"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Error::failed(
                format!("another desk is already running on {}", folder.display()),
                "Stop it first, or name another folder with --data. Several desks can share a PostgreSQL database.",
            )),
            Err(TryLockError::Error(error)) => Err(Error::file(&path, "locked")(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_desk_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("new");
        let first = Lock::take(&data).unwrap();
        let refused = Lock::take(&data).unwrap_err();
        assert!(refused.to_string().starts_with("another desk is already running on"), "{refused}");
        drop(first);
        assert!(Lock::take(&data).is_ok());
    }

    #[test]
    fn a_folder_that_can_not_be_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let refused = Lock::take(&folder.path().join("file")).unwrap_err();
        assert!(refused.to_string().contains("file"), "{refused}");
    }
}
