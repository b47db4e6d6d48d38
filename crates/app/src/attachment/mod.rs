//! Files that people send along: taken in once they are clean and kept, fetched by who may see what they came with.

mod fetch;
mod incoming;
mod receive;

use std::{num::NonZeroUsize, path::PathBuf, thread, time::Duration};

pub use fetch::{Fetched, of_question, of_thread, of_wall};
pub use incoming::Incoming;
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
    /// Files that are cleaned at the same time; each may take 64 MB beside its own bytes.
    pub at_once: usize,
    /// How long one file may wait for its turn and be cleaned.
    pub patience: Duration,
}

/// Files cleaned at the same time, however many cores there are.
const MAX_AT_ONCE: usize = 4;
/// Cleaning takes a second at most; the rest is waiting.
const PATIENCE: Duration = Duration::from_secs(10);

impl AttachmentConfig {
    /// The usual limits, in a folder: five files of ten megabytes.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            vault: Vault::new(folder),
            most_bytes: 10 * 1024 * 1024,
            most_files: 5,
            at_once: thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MAX_AT_ONCE),
            patience: PATIENCE,
        }
    }
}
