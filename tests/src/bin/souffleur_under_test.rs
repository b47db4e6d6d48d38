//! The desk's program once more, so that the tests of this crate can name it: a test may only name binaries of its own crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    souffleur_desk::run(std::env::args_os())
}
