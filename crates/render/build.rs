//! Rebuilds the crate when a template or a message file appears or goes: `include_bytes!` only notices changes
//! of files that were there before.

fn main() {
    println!("cargo:rerun-if-changed=../../templates");
    println!("cargo:rerun-if-changed=../../locales");
}
