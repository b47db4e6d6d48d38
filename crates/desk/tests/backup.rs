//! The commands that copy a desk and put a copy back, as an administrator types them: what they make, and what they refuse
//! without harm. That a copy is the whole desk is proven where the desks of the tests are.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

const HISTORY: &str = "asked_at,customer,body,topic,expert,reply,replied_at
2026-10-01T09:00:00Z,Marie,Quelle taille choisir ?,sizes,lea@example.test,Du 38.,2026-10-01T10:00:00Z
2026-10-02T09:00:00Z,Paul,Mon colis est en retard,delivery,karim@example.test,Il arrive.,2026-10-02T11:00:00Z
";

/// A folder, and the program run in it.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs a command on the desk in a folder: whether it went well, and what it said.
    fn run(&self, data: &str, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_souffleur"));
        let output = command.args(arguments).arg("--data").arg(self.at(data)).current_dir(self.0.path());
        let output = output.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    #[track_caller]
    fn does(&self, data: &str, arguments: &[&str]) -> String {
        let (done, said) = self.run(data, arguments);
        assert!(done, "{arguments:?}: {said}");
        said
    }

    #[track_caller]
    fn refuses(&self, data: &str, arguments: &[&str], why: &str) {
        let (done, said) = self.run(data, arguments);
        assert!(!done && said.contains(why), "{arguments:?}: {said}");
    }

    fn files(&self, data: &str) -> Vec<String> {
        let names = fs::read_dir(self.at(data)).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        // SQLite's own files go when its last connection is closed, which the end of a command may come before.
        names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
        names.sort();
        names
    }
}

/// What commands say of a desk.
fn told(place: &Place, data: &str) -> [String; 2] {
    [place.does(data, &["verify"]), place.does(data, &["user", "list"])]
}

#[test]
fn a_desk_is_copied_and_put_back() {
    let place = Place::new();
    let example = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/desk.toml"));
    fs::write(place.at("history.csv"), HISTORY).unwrap();
    place.does("one", &["apply", example.to_str().unwrap()]);
    place.does("one", &["import", "history", "history.csv"]);
    place.does("one", &["backup", "copy"]);
    let before = told(&place, "one");
    assert!(before[0].starts_with("2 questions"), "{}", before[0]);

    // A copy never replaces another, and half of one is not left behind.
    place.refuses("one", &["backup", "copy"], "exists already");
    place.refuses("nowhere", &["backup", "other"], "there is no database");
    assert!(!place.at("other").exists() && !place.at("copy.part").exists());

    place.does("two", &["restore", "copy"]);
    assert_eq!(told(&place, "two"), before);

    // What stands there is only replaced when that is said, and then it is kept.
    place.refuses("two", &["restore", "copy"], "--replace");
    place.does("two", &["restore", "copy", "--replace"]);
    assert_eq!(told(&place, "two"), before);
    assert!(
        place.files("two").iter().any(|name| name.contains("before-restore-1")),
        "{:?}",
        place.files("two")
    );

    // What is no copy changes nothing.
    fs::write(place.at("letter"), "Bonjour !").unwrap();
    let files = place.files("two");
    place.refuses("two", &["restore", "letter", "--replace"], "no copy of a desk");
    assert_eq!((told(&place, "two"), place.files("two")), (before, files));
}
