//! The licences of everything that is linked into the binary, written down from the lock file and the packages themselves.
//!
//! `cargo run -p souffleur-tests --bin licences` writes `crates/desk/data/licences.txt` anew, which `souffleur licences` prints.
//! A test compares it with the packages that are locked, so a package that comes, goes or changes its version has to be written down.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

/// The platform whose binary is described.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";
/// What the file begins with; the number of packages comes before it.
const HEAD: &str = "packages by others are linked into souffleur, as it is built for Linux on x86-64 with the sentence model
(feature `encoder`). Each is listed with its version and licence; behind the list stand the texts of the licences, each once,
with the packages that carry it. Styles, scripts, icons and sample data have theirs in NOTICE.";
/// Where the text begins that a package without a file of its own is under.
const MIT: &str = "Permission is hereby granted, free of charge";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    source: Option<String>,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

/// Where the file is.
pub fn file() -> PathBuf {
    root().join("crates/desk/data/licences.txt")
}

fn root() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).to_owned()
}

/// What the file has to say. Cargo is asked, which needs the packages of the lock file but no network.
pub fn bundle() -> String {
    let metadata = metadata();
    let linked = linked(&metadata);
    let mut texts: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    let mut list = String::new();
    for package in &linked {
        let name = format!("{} {}", package.name, package.version);
        let licence = package.license.as_deref().unwrap_or("see the text below");
        let _ = writeln!(list, "{name}: {licence}");
        for text in texts_of(package) {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            texts.entry(words).or_insert((text, BTreeSet::new())).1.insert(name.clone());
        }
    }
    let mut texts: Vec<_> = texts.into_values().map(|(text, names)| (names, text)).collect();
    texts.sort();
    let mut bundle = format!("{} {HEAD}\n\n{list}", linked.len());
    for (names, text) in texts {
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        let _ = write!(bundle, "\n{}\n{names}\n\n{}\n", "-".repeat(78), text.trim_matches('\n').trim_end());
    }
    bundle
}

/// Name and licence of each package that is linked.
pub fn packages() -> Vec<(String, String)> {
    let metadata = metadata();
    let linked = linked(&metadata);
    linked
        .into_iter()
        .map(|package| (package.name.clone(), package.license.clone().unwrap_or_default()))
        .collect()
}

fn metadata() -> Metadata {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", PLATFORM])
        .args(["--features", "souffleur-desk/encoder"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo's metadata")
}

/// The packages by others that end in the binary: macros and what only builds or tests need do not.
fn linked(metadata: &Metadata) -> Vec<&Package> {
    let packages: BTreeMap<_, _> = metadata.packages.iter().map(|package| (&package.id, package)).collect();
    let nodes: BTreeMap<_, _> = metadata.resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let desk = metadata.packages.iter().find(|package| package.name == "souffleur-desk").expect("the desk");
    let (mut seen, mut open) = (BTreeSet::new(), vec![&desk.id]);
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let linked = nodes[id].deps.iter().filter(|dependency| {
            let is_macro =
                packages[&dependency.pkg].targets.iter().any(|target| target.kind == ["proc-macro"]);
            !is_macro && dependency.dep_kinds.iter().any(|kind| kind.kind.is_none())
        });
        open.extend(linked.map(|dependency| &dependency.pkg));
    }
    let mut linked: Vec<_> = seen.into_iter().map(|id| packages[id]).collect();
    linked.retain(|package| package.source.is_some());
    linked.sort_by_key(|package| (&package.name, &package.version));
    linked
}

/// The texts that a package carries; where it has none, the sentence of its authors and the licence's own words.
fn texts_of(package: &Package) -> Vec<String> {
    let folder = package.manifest_path.parent().expect("a manifest is in a folder");
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && is_licence(path))
        .collect();
    names.sort();
    let read = |path: &PathBuf| String::from_utf8_lossy(&fs::read(path).expect("a file")).replace('\r', "");
    let texts: Vec<String> = names.iter().map(read).collect();
    if texts.is_empty() { vec![own_words(package)] } else { texts }
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    ["licence", "license", "copying", "copyright", "notice", "unlicense"]
        .iter()
        .any(|word| name.starts_with(word))
}

/// Every package without a file of its own is under the MIT licence, alone or by choice.
fn own_words(package: &Package) -> String {
    let licence = package.license.as_deref().unwrap_or_default();
    assert!(licence.contains("MIT"), "{} has no text, and is under {licence:?}", package.name);
    let text = fs::read_to_string(root().join("LICENSE-MIT")).expect("the text of the MIT licence");
    let words = &text[text.find(MIT).expect("its words")..];
    let mut authors = package.authors.join(", ");
    if authors.is_empty() {
        authors = format!("the authors of {}", package.name);
    }
    format!("The MIT License\n\nCopyright (c) {authors}\n\n{words}")
}
