//! What is not ours: dependencies that nobody uses, where packages come from, and under which licences they are.

use std::{collections::BTreeSet, fs, path::Path};

use souffleur_tests::licences;

use super::{crates, dependencies, folder, manifest, root};

/// What is declared and not named, with why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("flate2", "the samples of media's tests name it, which the hostile tests read too"),
    ("insta", "inline snapshots are still to be written"),
];

#[test]
fn every_declared_dependency_is_used() {
    for folder in crates().iter().map(|name| folder(name)).chain([root().join("tests")]) {
        let manifest = manifest(&folder);
        let code = code(&folder);
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let unused: Vec<_> = dependencies(&manifest, table)
                .into_iter()
                .filter(|name| {
                    !code.contains(&name.replace('-', "_"))
                        && EXCEPTIONS.iter().all(|(known, _)| known != name)
                })
                .collect();
            assert!(unused.is_empty(), "{}: {table} that no file names: {unused:?}", folder.display());
        }
    }
}

/// Every word of the Rust files below a folder.
fn code(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.append(&mut code(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            found.extend(words.map(str::to_owned));
        }
    }
    found
}

#[test]
fn the_licences_of_every_linked_package_are_written_down() {
    let written = fs::read_to_string(licences::file()).unwrap();
    let now = licences::bundle();
    let missing: Vec<_> = now.lines().filter(|line| !written.lines().any(|known| known == *line)).collect();
    assert!(
        written == now,
        "run `cargo run -p souffleur-tests --bin licences`; not written down: {:#?}",
        &missing[..missing.len().min(20)]
    );
}

#[test]
fn every_linked_package_is_under_a_licence_of_the_list() {
    let deny: toml::Table = fs::read_to_string(root().join("deny.toml")).unwrap().parse().unwrap();
    let allowed = deny["licenses"]["allow"].as_array().unwrap();
    let is_allowed = |licence: &str| allowed.iter().any(|known| known.as_str() == Some(licence));
    // Each part that must hold, of which any one alternative is enough.
    let holds = |expression: &str| {
        expression.replace('/', " OR ").split(" AND ").all(|part| {
            part.trim_matches(['(', ')'])
                .split(" OR ")
                .any(|licence| is_allowed(licence.trim_matches(['(', ')'])))
        })
    };
    let wrong: Vec<_> = licences::packages().into_iter().filter(|(_, licence)| !holds(licence)).collect();
    assert!(wrong.is_empty(), "licences that deny.toml does not allow: {wrong:#?}");
}

#[test]
fn every_package_comes_from_the_registry() {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let source = package.get("source").and_then(toml::Value::as_str);
        let is_ours = name.starts_with("souffleur-") && source.is_none();
        let is_registered = source == Some("registry+https://github.com/rust-lang/crates.io-index")
            && package.get("checksum").is_some();
        assert!(is_ours || is_registered, "{name} comes from {source:?}");
    }
}
