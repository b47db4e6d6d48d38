//! Writes down the licences of what is linked into the binary: see `souffleur_tests::licences`.
//!
//! ```sh
//! cargo run -p souffleur-tests --bin licences
//! ```

use std::fs;

use souffleur_tests::licences;

fn main() {
    fs::write(licences::file(), licences::bundle()).expect("the file can be written");
}
