//! `souffleur sla trial`: what changed promises would have done to the last thirty days, before anybody relies on them.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Args;
use jiff::Timestamp;
use souffleur_admin::settings::{
    DeskFile,
    trial::{self, Counts, LastMonth},
};
use souffleur_core::Actor;

use crate::{
    Error,
    cli::Common,
    compose,
    console::{self, count},
};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A file as `souffleur apply` takes it; its calendars and promises are tried, nothing is stored
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let path = &arguments.file;
    let text = fs::read_to_string(path).map_err(Error::file(path, "read"))?;
    let month = compose::run(common, async |config| {
        let app = compose::app(&config).await?;
        let refused = |error| Error::refused_in(path, error);
        let file = DeskFile::parse(&text).map_err(refused)?;
        trial::last_month_by(&app, Actor::Desk, &file).await.map_err(refused)
    })?;
    if arguments.json {
        console::tell(serde_json::to_value(&month).unwrap_or_default());
    } else {
        tell(&month);
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(month: &LastMonth) {
    let line = |what: &str, counts: Counts| {
        let Counts { met, breached, pending } = counts;
        console::tell(format_args!("{what:<16}{met:>9} kept{breached:>9} broken{pending:>9} running"));
    };
    line("as they are", month.before);
    line("by the file", month.after);
    console::tell(format_args!(
        "{} would be due at another time, {} would have ended otherwise",
        count(month.moved, "promise"),
        count(month.differ, "promise")
    ));
    let at = |at: Option<Timestamp>| at.map_or_else(|| "never".to_owned(), |at| at.to_string());
    for differs in &month.questions {
        console::tell(format_args!(
            "#{} {}: {} -> {} by {}; due {} -> {}",
            differs.number,
            differs.kind,
            differs.before.as_str(),
            differs.after.as_str(),
            differs.policy,
            at(differs.due_before),
            at(differs.due_after),
        ));
    }
}
