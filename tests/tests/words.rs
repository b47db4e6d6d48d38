//! The vocabulary: the glossary has each term once and names places that exist, and words that it replaced stay out of the crates
//! that are clean of them.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};
use serde::Deserialize;

/// What `data/words.toml` holds.
#[derive(Deserialize)]
struct Words {
    clean: Vec<String>,
    left: BTreeMap<String, BTreeSet<String>>,
    identifiers: BTreeMap<String, String>,
    phrases: BTreeMap<String, String>,
}

fn root() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).to_owned()
}

#[test]
fn replaced_words_stay_out() {
    let words = fs::read_to_string(root().join("tests/tests/data/words.toml")).unwrap();
    let words: Words = toml::from_str(&words).unwrap();
    let mut wrong = vec![];
    for (name, folder) in crates() {
        let found = found(&words, &folder);
        let clean = words.clean.contains(&name);
        let left = words.left.get(&name).cloned().unwrap_or_default();
        if found == left && clean == left.is_empty() {
            continue;
        }
        for word in found.difference(&left) {
            let instead = words.identifiers.get(word).or_else(|| words.phrases.get(word)).unwrap();
            wrong.push(format!("{name} says {word:?}; say {instead:?}"));
        }
        wrong.push(match found.len() {
            0 => format!("{name} is clean: name it under `clean`, and not under `left`"),
            _ => format!("what is left in {name}: {:?}", found.iter().collect::<Vec<_>>()),
        });
    }
    assert!(wrong.is_empty(), "tests/tests/data/words.toml:\n{}", wrong.join("\n"));
}

/// Every crate with the folder of its sources.
fn crates() -> Vec<(String, PathBuf)> {
    let mut found: Vec<_> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .chain([root().join("migrations")])
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path.join("src")))
        .collect();
    found.sort();
    found
}

/// The replaced words that stand in the files below a folder.
fn found(words: &Words, folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.append(&mut self::found(words, &path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let doc = |line: &str| ["///", "//!"].iter().any(|mark| line.trim_start().starts_with(mark));
            let docs = text.lines().filter(|line| doc(line)).collect::<Vec<_>>().join("\n").to_lowercase();
            found.extend(words.phrases.keys().filter(|phrase| docs.contains(*phrase)).cloned());
            note(text.parse().unwrap(), &words.identifiers, &mut found);
        }
    }
    found
}

fn note(tokens: TokenStream, replaced: &BTreeMap<String, String>, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => note(group.stream(), replaced, found),
            TokenTree::Ident(word) => {
                let word = word.to_string();
                if replaced.contains_key(&word) {
                    found.insert(word);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_glossary_has_each_term_once_and_names_places_that_exist() {
    let text = fs::read_to_string(root().join("docs/glossary.md")).unwrap();
    let (mut english, mut french) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = vec![];
    for line in text.lines().filter(|line| line.starts_with("| **")) {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [term, translation, definition, place] = cells[..] else {
            panic!("a row has a term, its French, its definition and its place: {line}");
        };
        if !english.insert(term.to_lowercase()) || !french.insert(translation.to_lowercase()) {
            wrong.push(format!("{term} ({translation}) stands there twice"));
        }
        if !definition.ends_with('.') {
            wrong.push(format!("{term}: a definition is a sentence"));
        }
        if !root().join(place.trim_matches('`')).exists() {
            wrong.push(format!("{term}: there is no {place}"));
        }
    }
    assert!(english.len() > 50, "{} terms", english.len());
    assert!(wrong.is_empty(), "docs/glossary.md:\n{}", wrong.join("\n"));
}

#[test]
fn the_recipes_name_places_that_exist() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let places =
        text.split('`').skip(1).step_by(2).filter(|word| TOPS.iter().any(|top| word.starts_with(top)));
    let is_there = |place: &str| {
        // Several at once (`{fr,en}`), any (`<name>`), a date: what stands before them.
        let known = place.split(['<', '{', '*', ' ']).next().unwrap_or_default();
        let whole = known.len() == place.len();
        let known = if whole { known } else { known.rsplit_once('/').map_or(known, |(folder, _)| folder) };
        let of_a_crate = known.split('/').take(2).collect::<Vec<_>>().join("/");
        let is_to_come = of_a_crate.starts_with("crates/") && !root().join(of_a_crate).exists();
        root().join(known).exists() || known.contains("YYYY") || is_to_come
    };
    let wrong: Vec<_> = places.filter(|place| !is_there(place)).collect();
    assert!(wrong.is_empty(), "CONTRIBUTING.md names {wrong:#?}");
}

/// What the paths of the recipes begin with.
const TOPS: &[&str] =
    &["crates/", "templates/", "tests/", "locales/", "assets/", "docs/", "migrations/", "examples/"];
