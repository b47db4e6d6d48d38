//! Letters as files: nothing leaves the machine, and every one can be opened with a mail program.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{Cause, Letter, MailTransport, SendError, Sending, Step, compose::compose};

/// Writes each letter as an `.eml` file into a folder.
#[derive(Debug, Clone)]
pub struct FolderTransport {
    folder: PathBuf,
}

impl FolderTransport {
    /// Letters go into this folder, which is made when the first one comes.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }
}

impl MailTransport for FolderTransport {
    fn describe(&self) -> String {
        format!("the folder {}", self.folder.display())
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(async move {
            let bytes = compose(letter)?.formatted();
            let path = self.folder.join(file_name(&letter.id));
            let written = tokio::task::spawn_blocking(move || write(&path, &bytes)).await;
            let down =
                |error: &dyn std::fmt::Display| SendError::new(Cause::TransportDown, Step::File, error);
            written.map_err(|error| down(&error))?.map_err(|error| down(&error))?;
            Ok(String::new())
        })
    }
}

/// A name from the letter's id: a repeat replaces the file, as another mail program would drop it.
fn file_name(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-._@".contains(c) { c } else { '_' };
    format!("{}.eml", id.chars().map(plain).collect::<String>().trim_start_matches('.'))
}

/// The whole file or none: who looks into the folder never sees half a letter.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = path.with_extension("part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_the_folder() {
        assert_eq!(file_name("../../etc/passwd"), "_.._etc_passwd.eml");
        assert_eq!(file_name("0198@desk.test"), "0198@desk.test.eml");
    }
}
