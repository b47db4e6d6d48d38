//! A file as it came, before it is looked at.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _},
};

/// A file as it came, see [`super::Incoming`]. What its sender calls it, and what kind they say it is, is not believed.
#[derive(Debug)]
pub struct Upload {
    /// What its sender calls it.
    pub(super) name: String,
    /// Its bytes, on the disk.
    pub(super) file: File,
    /// How many came. Those of a file that is too large are not all kept.
    pub(super) length: u64,
}

impl Upload {
    /// Reads it whole.
    pub(super) fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.length).unwrap_or_default());
        self.file.rewind()?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
