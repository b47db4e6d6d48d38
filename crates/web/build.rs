//! Rebuilds the crate when an asset appears or goes: `include_bytes!` only notices changes of files that were there.

fn main() {
    println!("cargo:rerun-if-changed=../../assets");
}
