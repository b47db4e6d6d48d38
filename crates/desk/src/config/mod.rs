//! What the desk is told before it starts: flags, then `SOUFFLEUR_*` variables, then `souffleur.toml`, then the defaults
//! of `config.default.toml`. That file is the whole list: a name it does not have is refused wherever it stands.

mod check;
mod error;
mod known;
mod layers;

use std::{net::SocketAddr, path::PathBuf};

use serde::Deserialize;

pub use error::{ConfigError, Wrong};
pub use layers::{Environment, Layers};

/// The defaults, as shipped and as documented.
pub const DEFAULTS: &str = include_str!("../../config.default.toml");

/// Everything that can be set, read and checked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address under which people reach the desk; empty for the one it listens on.
    pub public_url: String,
    /// The folder with everything the desk keeps.
    pub data: PathBuf,
    /// A PostgreSQL database, or empty for the SQLite file in `data`.
    pub database_url: String,
    /// Where to say that the desk listens, or empty.
    pub ready_file: PathBuf,
    /// What requests under way may take at shutdown.
    pub shutdown_seconds: u64,
    /// How long to go on serving before that, with readiness saying no.
    pub shutdown_grace_seconds: u64,
    /// How PostgreSQL is connected to.
    pub database: DatabaseConfig,
    /// How letters leave.
    pub mail: Mail,
    /// Who is who.
    pub identity: Identity,
    /// What of files is taken in.
    pub attachments: Attachments,
    /// How the router reads.
    pub routing: Routing,
    /// What one address may do.
    pub limits: Limits,
    /// Who may read figures.
    pub ops: Ops,
    /// What is told on standard error.
    pub log: Log,
}

/// How PostgreSQL is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct DatabaseConfig {
    /// Connections for requests.
    pub connections: u32,
    /// Connections for jobs and the readiness check.
    pub reserved: u32,
    /// The most a statement waits for a lock.
    pub lock_timeout_seconds: u64,
    /// The most a statement takes.
    pub statement_timeout_seconds: u64,
    /// The most a transaction does nothing.
    pub idle_transaction_timeout_seconds: u64,
    /// Silence after which the server asks whether the desk is there.
    pub keepalive_seconds: u64,
}

/// Who may read figures, and where.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Ops {
    /// The bearer token, or empty.
    pub token: String,
    /// The listener of their own, or empty.
    pub listen: String,
}

impl std::fmt::Debug for Ops {
    /// The token does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ops").field("listen", &self.listen).finish_non_exhaustive()
    }
}

impl Ops {
    /// The address of the listener of operations, if there is to be one.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listen.parse().ok()
    }
}

/// How letters leave.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Mail {
    /// The server, or empty.
    pub smtp_url: String,
    /// The sender's address.
    pub from: String,
    /// What the server may take over one step.
    pub step_seconds: u64,
    /// What it may take over one letter.
    pub letter_seconds: u64,
    /// The pause after a first failure.
    pub retry_seconds: u64,
}

/// How people are known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// The key that tokens are signed with, or empty for a file of `data`.
    pub signing_key_file: PathBuf,
}

/// What of files is taken in, and where they are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Attachments {
    /// Where they are, or empty for a folder of `data`.
    pub folder: PathBuf,
    /// The largest one.
    pub most_megabytes: u32,
    /// The most of one message.
    pub most_files: u32,
}

/// How the router reads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Routing {
    /// The folder of a sentence model, or empty.
    pub encoder: PathBuf,
}

/// What one address may do before it is asked to slow down.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Limits {
    /// Attempts to sign in to one account.
    pub sign_in_per_minute: u32,
    /// Questions without signing in.
    pub ask_per_minute: u32,
    /// Questions of a program with a token.
    pub program_per_minute: u32,
    /// Whether a proxy in front tells the caller's address.
    pub behind_proxy: bool,
    /// Open connections in total.
    pub connections: u32,
    /// Open connections of one address.
    pub connections_per_address: u32,
    /// What the head of the first request may take.
    pub head_seconds: u64,
    /// How long a body may bring nothing.
    pub body_idle_seconds: u64,
    /// How long an answer may wait for its reader.
    pub answer_idle_seconds: u64,
    /// Forms with files that are received at the same time.
    pub uploads: u32,
    /// Those of one address.
    pub uploads_per_address: u32,
    /// Those of one person or program.
    pub uploads_per_person: u32,
    /// Live streams of one address.
    pub streams_per_address: u32,
    /// Live streams of one person.
    pub streams_per_person: u32,
}

/// What is told on standard error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Log {
    /// Directives of the filter.
    pub level: String,
    /// How it looks.
    pub format: LogFormat,
}

/// How a line on standard error looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// By whether standard error is a terminal.
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

impl Config {
    /// Reads every layer, refuses unknown names, and checks each value.
    pub fn load(layers: &Layers) -> Result<Self, ConfigError> {
        let config = layers.read()?;
        check::check(&config)?;
        Ok(config)
    }

    /// The ready file, if one is wanted.
    pub fn ready_file(&self) -> Option<&std::path::Path> {
        Some(self.ready_file.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// The database's address, if it is not the SQLite file.
    pub fn database_url(&self) -> Option<&str> {
        Some(self.database_url.as_str()).filter(|url| !url.is_empty())
    }
}

#[cfg(test)]
mod tests;
