//! What the desk tells about itself on standard error: lines for people on a terminal, JSON lines for programs.
//! Standard output belongs to the answers of commands.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Libraries whose steps are told in our own words, or are of use only when one asks for them by name.
const LIBRARIES: &str = "sea_orm_migration=warn,sqlx=warn,hyper=warn";

/// Starts telling. A second call in one process changes nothing, which tests rely on.
pub(crate) fn start(log: &Log) {
    let Ok(filter) = EnvFilter::try_new(format!("{LIBRARIES},{}", log.level)) else { return };
    let human = match log.format {
        LogFormat::Human => true,
        LogFormat::Json => false,
        LogFormat::Auto => io::stderr().is_terminal(),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let _ = if human {
        builder.with_target(false).with_ansi(io::stderr().is_terminal()).try_init()
    } else {
        // The innermost span carries all of a request; the list of all spans would say it twice.
        builder.json().flatten_event(true).with_span_list(false).try_init()
    };
}
