//! How large files and crates may be, as data that only goes down.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{root, source::CRATES};

/// Lines of a production file.
const MAX_FILE_LINES: usize = 400;
/// Lines of a crate, without what only its tests compile.
const MAX_CRATE_LINES: usize = 9_000;
/// Files that are longer still, with the lines they may have: a longer one is cut, not listed.
const LONG_FILES: &[(&str, usize)] = &[];
/// Crates that are larger still, with the lines they may have.
const LARGE_CRATES: &[(&str, usize)] = &[("store", 18_500)];
/// Pictures that may be committed below `docs`: they are the larger part of a history that everybody clones.
const MAX_PICTURES: usize = 8;

#[test]
fn no_production_file_is_too_long() {
    for source in CRATES.values() {
        for module in source.modules.values() {
            let file = module.file.strip_prefix(root()).unwrap_or(&module.file).display().to_string();
            let bound =
                LONG_FILES.iter().find(|(name, _)| *name == file).map_or(MAX_FILE_LINES, |(_, lines)| *lines);
            assert!(module.lines <= bound, "{file} has {} lines, and may have {bound}", module.lines);
        }
    }
}

#[test]
fn every_exception_is_one() {
    for (file, lines) in LONG_FILES {
        let text = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let found = text.lines().count();
        assert!(found > MAX_FILE_LINES, "{file} has {found} lines and needs no exception");
        assert!(lines.saturating_sub(found) < 10, "{file} has {found} lines: lower its bound of {lines}");
    }
    for (name, lines) in LARGE_CRATES {
        let found = lines_of(name);
        assert!(found > MAX_CRATE_LINES, "{name} has {found} lines and needs no exception");
        assert!(lines.saturating_sub(found) < 1_000, "{name} has {found} lines: lower its bound of {lines}");
    }
}

#[test]
fn no_crate_is_too_large() {
    let bound = |name: &str| {
        LARGE_CRATES.iter().find(|(large, _)| *large == name).map_or(MAX_CRATE_LINES, |(_, lines)| *lines)
    };
    let found = CRATES.keys().map(|name| (lines_of(name), name));
    let wrong: Vec<_> = found.filter(|(lines, name)| *lines > bound(name)).collect();
    assert!(wrong.is_empty(), "too large: {wrong:?}");
}

fn lines_of(name: &str) -> usize {
    CRATES[name].modules.values().map(|module| module.lines).sum()
}

#[test]
fn few_pictures_are_committed() {
    let pictures = pictures(&root().join("docs"));
    assert!(pictures.len() <= MAX_PICTURES, "{} pictures below docs: {pictures:#?}", pictures.len());
}

fn pictures(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(pictures(&path));
        } else if path
            .extension()
            .is_some_and(|end| ["png", "jpg", "jpeg", "webp", "gif"].iter().any(|kind| end == *kind))
        {
            found.push(path);
        }
    }
    found
}
