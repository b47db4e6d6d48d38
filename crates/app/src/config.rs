//! What the program's configuration tells the use cases.

use std::{num::NonZeroUsize, path::PathBuf, sync::Arc, thread, time::Duration};

use jiff::SignedDuration;
use souffleur_core::text::Email;
use souffleur_routing::Encoder;
use souffleur_store::Vault;
use uuid::Uuid;

use crate::signing_key::SigningKey;

/// What the program's configuration tells the use cases.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Where customers reach the desk: the beginning of every link that leaves.
    pub public_url: String,
    /// The address that letters come from, and that answers to them go to.
    pub mail_address: Email,
    /// The key that tokens are signed with.
    pub signing_key: SigningKey,
    /// Where the bytes of files are, and how many are taken in.
    pub attachments: AttachmentConfig,
    /// The sentence model that the router reads with, if there is one.
    pub encoder: Option<Arc<dyn Encoder>>,
    /// How letters leave this node.
    pub delivery: DeliveryConfig,
}

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

/// How letters leave this node.
#[derive(Debug, Clone, Copy)]
pub struct DeliveryConfig {
    /// The node, as it names itself in the leases of what it sends: the same after a restart.
    pub node: Uuid,
    /// Whether letters leave the machine; not, where each becomes a file.
    pub sends_mail: bool,
    /// The pause after a first failure; it doubles with each further one.
    pub first_retry: SignedDuration,
}

impl Default for DeliveryConfig {
    fn default() -> Self {
        Self { node: Uuid::nil(), sends_mail: true, first_retry: SignedDuration::from_secs(30) }
    }
}
