//! `souffleur licences`: the licences of the packages that are linked into this binary.

use std::process::ExitCode;

use crate::console;

/// Written by `cargo run -p souffleur-tests --bin licences`; a test compares it with the packages that are locked.
const LICENCES: &str = include_str!("../../data/licences.txt");

pub(crate) fn run() -> ExitCode {
    console::tell(LICENCES.trim_end());
    ExitCode::SUCCESS
}
