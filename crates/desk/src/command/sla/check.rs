//! `souffleur sla check FILE.jsonl`: every case of a table against the arithmetic of this program.

use std::{fs::File, io::BufReader, path::PathBuf, process::ExitCode};

use clap::Args;

use crate::{Error, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The cases: calendar, time of asking and the answers, one JSON object a line
    #[arg(value_name = "FILE.jsonl")]
    file: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let path = &arguments.file;
    let file = File::open(path).map_err(Error::file(path, "read"))?;
    let report = souffleur_sla::check(BufReader::new(file)).map_err(Error::file(path, "read"))?;
    console::tell(format_args!("{} passed, {} failed", report.passed, report.failed));
    for failure in &report.first_failures {
        console::tell(failure);
    }
    let untold = report.failed - report.first_failures.len();
    if untold > 0 {
        console::tell(format_args!("and {untold} more"));
    }
    Ok(if report.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
