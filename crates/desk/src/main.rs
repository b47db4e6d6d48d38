//! The binary `souffleur`; everything it does is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    souffleur_desk::run(std::env::args_os())
}
