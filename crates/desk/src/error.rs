//! Why a command did not do what it was asked: what, where, and what to do about it.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::config::ConfigError;

/// A command that failed. The display says what and where; [`Error::advice`] what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration can't be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The command was called with something that can't be taken.
    #[error("{what}")]
    Usage {
        /// What is wrong.
        what: String,
        /// What to do.
        advice: String,
    },
    /// A file can't be read or written.
    #[error("{} can't be {done}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What was tried, as a past participle.
        done: &'static str,
        /// Why.
        source: io::Error,
    },
    /// A file says something that can't be taken.
    #[error("{}: {what}", .path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// Where in it, and what is wrong.
        what: String,
    },
    /// Anything else, in the words of the crate that knows.
    #[error("{what}")]
    Failed {
        /// What could not be done.
        what: String,
        /// What to do; may be empty.
        advice: String,
        /// Why.
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl Error {
    /// A mistake in how the command was called.
    pub(crate) fn usage(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Usage { what: what.into(), advice: advice.into() }
    }

    /// Something that failed without a cause worth telling.
    pub(crate) fn failed(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Failed { what: what.into(), advice: advice.into(), source: None }
    }

    /// Something that failed because of something else.
    pub(crate) fn because(
        what: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Failed { what: what.into(), advice: String::new(), source: Some(source.into()) }
    }

    /// A file that can't be read or written.
    pub(crate) fn file(path: impl Into<PathBuf>, done: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, done, source }
    }

    /// What a use case refused, one line a field.
    pub(crate) fn refused(error: souffleur_app::Error) -> Self {
        match error {
            souffleur_app::Error::Internal(source) => Self::because("the desk could not do that", source),
            error => Self::failed(lines(&error), ""),
        }
    }

    /// What a use case refused in a file.
    pub(crate) fn refused_in(path: &Path, error: souffleur_app::Error) -> Self {
        match error {
            souffleur_app::Error::Internal(source) => Self::because("the desk could not do that", source),
            error => Self::Content { path: path.to_owned(), what: lines(&error) },
        }
    }

    /// The same with a word of advice.
    pub(crate) fn advise(self, to_do: impl Into<String>) -> Self {
        match self {
            Self::Failed { what, source, .. } => Self::Failed { what, advice: to_do.into(), source },
            other => other,
        }
    }

    /// What to do about it; empty where nothing better comes to mind than to mend what was named.
    pub fn advice(&self) -> String {
        match self {
            Self::Config(error) => error.advice(),
            Self::Usage { advice, .. } | Self::Failed { advice, .. } => advice.clone(),
            Self::File { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "Give the user that runs souffleur the right to it, or name another place.".to_owned()
            }
            Self::File { .. } | Self::Content { .. } => String::new(),
        }
    }

    /// 2 for what was called or configured wrongly, 1 for everything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Config(_) | Self::Usage { .. } => 2,
            Self::File { .. } | Self::Content { .. } | Self::Failed { .. } => 1,
        }
    }
}

fn lines(error: &souffleur_app::Error) -> String {
    match error {
        souffleur_app::Error::Invalid(fields) => {
            fields.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}
