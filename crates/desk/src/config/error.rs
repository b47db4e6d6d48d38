//! Why the desk does not start with what it was told: what is wrong, where it stands, what to do.

use std::path::PathBuf;

/// A configuration that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file was named and is not there, or can't be read.
    #[error("the configuration file {} can't be read: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{} is not a TOML file: {detail}", .path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where and why, in the parser's words.
        detail: String,
    },
    /// Names or values that can't be taken; all of them are told at once.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Wrong(Vec<Wrong>),
}

/// One name or value that can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} in {place}")]
pub struct Wrong {
    /// What it is.
    pub what: String,
    /// Where it was found: a file, the environment, the command line.
    pub place: String,
    /// What to do about it.
    pub advice: String,
}

impl ConfigError {
    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::Unreadable { .. } => {
                "Name a file that exists with --config, or leave the option out.".to_owned()
            }
            Self::NotToml { .. } => "Mend the file; docs/configuration.md shows its form.".to_owned(),
            Self::Wrong(wrongs) => {
                wrongs.iter().map(|wrong| wrong.advice.as_str()).collect::<Vec<_>>().join("\n")
            }
        }
    }
}
