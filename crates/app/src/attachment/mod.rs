//! Files that people send along: taken in once they are clean and kept, fetched by who may see what they came with.

mod fetch;
mod receive;

use std::path::PathBuf;

pub use fetch::{Fetched, of_question, of_thread, of_wall};
pub(crate) use receive::check;
pub use receive::{Upload, receive};
use souffleur_store::Vault;

/// What the program's configuration says of files.
#[derive(Debug, Clone)]
pub struct AttachmentConfig {
    /// Where their bytes are.
    pub vault: Vault,
    /// The most bytes that one may have.
    pub most_bytes: u32,
    /// The most that one message may bring.
    pub most_files: usize,
}

impl AttachmentConfig {
    /// The usual limits, in a folder: five files of ten megabytes.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { vault: Vault::new(folder), most_bytes: 10 * 1024 * 1024, most_files: 5 }
    }
}
