//! The folder list is the architecture: the manifests, read as they are, against the drawing in the README.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "architecture/bounds.rs"]
mod bounds;
#[path = "architecture/cycles.rs"]
mod cycles;
#[path = "architecture/packages.rs"]
mod packages;
#[path = "architecture/source.rs"]
mod source;

use std::{collections::BTreeMap, fs, path::Path};

use souffleur_tests::gallery;
use souffleur_web::route_kind::RouteKind;

/// What each crate of the house may depend on. The same drawing stands in the README.
const ARROWS: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("routing", &["core"]),
    ("search", &["core"]),
    ("sla", &[]),
    ("render", &[]),
    ("migrations", &[]),
    ("media", &[]),
    ("channels", &["core"]),
    ("store", &["core", "migrations", "routing", "search", "sla"]),
    ("app", &["channels", "core", "media", "render", "routing", "search", "sla", "store"]),
    ("question", &["app", "channels", "core", "render", "routing", "search", "sla", "store"]),
    ("admin", &["app", "core", "question", "render", "routing", "sla", "store"]),
    ("insight", &["app", "core", "render", "sla", "store"]),
    ("jobs", &["app", "channels", "core", "insight", "question", "sla", "store"]),
    ("web", &["app", "core", "render", "search", "sla"]),
    ("api", &["admin", "app", "core", "insight", "question", "sla", "web"]),
    ("pages", &["admin", "app", "core", "question", "render", "search", "sla", "web"]),
    ("pages-public", &["app", "core", "insight", "question", "render", "web"]),
    ("pages-report", &["admin", "app", "core", "insight", "render", "web"]),
    ("pages-settings", &["admin", "app", "core", "render", "sla", "web"]),
    (
        "desk",
        &[
            "admin",
            "api",
            "app",
            "channels",
            "core",
            "insight",
            "jobs",
            "pages",
            "pages-public",
            "pages-report",
            "pages-settings",
            "question",
            "render",
            "routing",
            "sla",
            "store",
            "web",
        ],
    ),
];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn manifest(folder: &Path) -> toml::Table {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder(name: &str) -> std::path::PathBuf {
    if name == "migrations" { root().join(name) } else { root().join("crates").join(name) }
}

/// Every crate of the house, by its name without the house's prefix.
fn crates() -> Vec<String> {
    let mut found: Vec<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .chain(["migrations".to_owned()])
        .collect();
    found.sort();
    found
}

/// The names in one table of dependencies, without the house's prefix where they are the house's.
fn dependencies(manifest: &toml::Table, table: &str) -> Vec<String> {
    let names = manifest.get(table).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
    names.cloned().collect()
}

fn house(names: &[String]) -> Vec<&str> {
    let mut own: Vec<&str> = names.iter().filter_map(|name| name.strip_prefix("souffleur-")).collect();
    own.sort_unstable();
    own
}

#[test]
fn the_arrows_are_those_of_the_drawing() {
    for (name, allowed) in ARROWS {
        let manifest = manifest(&folder(name));
        let found = dependencies(&manifest, "dependencies");
        assert_eq!(house(&found), *allowed, "what {name} depends on, and what the drawing says");
        let dev = dependencies(&manifest, "dev-dependencies");
        let dev: Vec<_> = house(&dev).into_iter().filter(|found| !allowed.contains(found)).collect();
        assert!(dev.is_empty(), "the tests of {name} may not depend on {dev:?}; such tests live in tests/");
    }
}

#[test]
fn every_crate_is_in_the_drawing() {
    let mut drawn: Vec<_> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    drawn.sort();
    assert_eq!(crates(), drawn);
}

#[test]
fn the_readme_shows_the_same_drawing() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let table = readme.split("| crate | what | may use |").nth(1).expect("README.md has the table of crates");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with("| `"));
    let mut told: Vec<(&str, Vec<&str>)> = rows.map(row).collect();
    told.sort_unstable();
    let mut drawn: Vec<(&str, Vec<&str>)> =
        ARROWS.iter().map(|(name, allowed)| (*name, allowed.to_vec())).collect();
    drawn.sort_unstable();
    assert_eq!(told, drawn);
}

/// The crate of a row of the README's table, and what it says that it may use.
fn row(line: &str) -> (&str, Vec<&str>) {
    let mut cells = line.split('|').map(str::trim).skip(1);
    let name = cells.next().unwrap_or_default().trim_matches('`');
    let allowed = cells.nth(1).unwrap_or_default();
    let words = allowed.split(',').map(|word| word.trim().trim_matches('`'));
    let mut allowed: Vec<_> = words.filter(|word| *word != "nothing").collect();
    allowed.sort_unstable();
    (name, allowed)
}

/// What the domain may reach for. A new line here is a decision, not a convenience.
const PURE: &[(&str, &[&str])] = &[
    (
        "core",
        &["email_address", "idna", "jiff", "serde", "strum", "thiserror", "unicode-normalization", "uuid"],
    ),
    ("routing", &["jiff", "serde", "souffleur-core", "thiserror", "uuid"]),
    (
        "search",
        &["jiff", "serde", "snowball_stemmers_rs", "souffleur-core", "thiserror", "unicode-normalization"],
    ),
    ("sla", &["jiff", "serde", "serde_json", "thiserror", "tokio", "tracing"]),
];

#[test]
fn domain_crates_stay_pure() {
    for (name, allowed) in PURE {
        for found in dependencies(&manifest(&folder(name)), "dependencies") {
            assert!(allowed.contains(&found.as_str()), "{name} is pure and may not use {found}");
        }
    }
}

#[test]
fn only_store_and_migrations_know_sql() {
    for (name, _) in ARROWS {
        let knows = dependencies(&manifest(&folder(name)), "dependencies")
            .iter()
            .any(|found| found.starts_with("sea-orm") || found.starts_with("sqlx"));
        assert_eq!(knows, ["store", "migrations"].contains(name), "{name}");
    }
}

#[test]
fn every_version_is_pinned_once_with_a_word_why() {
    let workspace = manifest(root());
    let pinned = workspace["workspace"]["dependencies"].as_table().unwrap();
    let mut users: BTreeMap<&str, u32> = pinned.keys().map(|name| (name.as_str(), 0)).collect();
    for folder in ARROWS.iter().map(|(name, _)| folder(name)).chain([root().join("tests")]) {
        let manifest = manifest(&folder);
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, value) in manifest.get(table).and_then(toml::Value::as_table).into_iter().flatten() {
                let inherits = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
                assert!(inherits, "{}: {name} must inherit its version", folder.display());
                *users.get_mut(name.as_str()).unwrap_or_else(|| panic!("{name} is not pinned")) += 1;
            }
        }
    }
    // The program itself is used by people.
    users.remove("souffleur-desk");
    let unused: Vec<_> = users.iter().filter(|(_, count)| **count == 0).map(|(name, _)| name).collect();
    assert!(unused.is_empty(), "pinned, and used by nobody: {unused:?}");

    let text = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let section = text.split("[workspace.dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in section.lines().filter(|line| line.contains('=') && !line.starts_with('#')) {
        assert!(line.contains("path = ") || line.contains(" # "), "no word why: {line}");
    }
}

#[test]
fn a_picture_is_taken_of_every_page() {
    let shots = gallery::all();
    let table = souffleur_desk::routes::all();
    let pages: Vec<&str> = table
        .table()
        .iter()
        .filter(|row| row.kind == RouteKind::Page && row.method == "GET")
        .map(|row| row.path.as_str())
        .collect();
    let unseen: Vec<_> = pages
        .iter()
        .filter(|path| !gallery::NO_PAGES.contains(path) && !shots.iter().any(|shot| shot.route == **path))
        .collect();
    assert!(unseen.is_empty(), "pages that nobody looks at; add them to tests/src/gallery: {unseen:#?}");
    let gone: Vec<_> = shots
        .iter()
        .map(|shot| shot.route)
        .chain(gallery::NO_PAGES.iter().copied())
        .filter(|path| !pages.contains(path))
        .collect();
    assert!(gone.is_empty(), "the table has no such pages: {gone:#?}");
    let mut names: Vec<_> = shots.iter().map(|shot| shot.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "two pictures have one name");
}
