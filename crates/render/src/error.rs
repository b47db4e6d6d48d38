//! How rendering fails. None of these is the visitor's fault: all are found by the templates test or at start.

use std::error::Error as _;
use std::fmt;

use crate::Language;

/// A template, a message or a source that is not as it must be.
#[derive(thiserror::Error)]
pub enum RenderError {
    /// A file of the templates or messages folder could not be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// A source is not text.
    #[error("{path} is not valid UTF-8")]
    NotText {
        /// The file.
        path: String,
    },
    /// A template does not parse, or refers to what does not exist.
    #[error("the templates do not hold together")]
    Templates(#[source] Box<tera::Error>),
    /// A message file does not parse, or says the same key twice.
    #[error("{path}: {detail}")]
    MessageFile {
        /// The file.
        path: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A key that the language does not have.
    #[error("no message `{key}` in {language}")]
    MissingMessage {
        /// The key asked for.
        key: String,
        /// In which language.
        language: Language,
    },
    /// A message that could not be filled in, for instance because an argument is missing.
    #[error("message `{key}` in {language}: {detail}")]
    BadMessage {
        /// The key asked for.
        key: String,
        /// In which language.
        language: Language,
        /// What Fluent says.
        detail: String,
    },
    /// A template that parses but cannot be rendered with this context.
    #[error("cannot render {template}")]
    Render {
        /// The template.
        template: String,
        /// Where and why.
        #[source]
        source: Box<tera::Error>,
    },
}

impl RenderError {
    /// The error with everything that caused it, on one or several lines: for logs and tests.
    pub fn report(&self) -> String {
        let mut report = self.to_string();
        let mut source = self.source();
        while let Some(cause) = source {
            report = format!("{report}: {cause}");
            source = cause.source();
        }
        report
    }
}

/// The report: what the engine's own errors would print for debugging is the whole template.
impl fmt::Debug for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report())
    }
}
