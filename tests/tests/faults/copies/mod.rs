//! Copies under every fault that copies meet: damaged and missing attachments, cut short, flipped bytes, load, a desk in
//! their place; a write-ahead log that is gone after a crash; and a restored desk, which sends nothing until it is released.

mod damage;
mod held;
mod restored;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use sea_orm::DatabaseConnection;
use serde_json::json;
use souffleur_tests::harness::{
    Server, Visitor,
    files::{document_by, photo_by},
    server::log_of,
};
use tempfile::TempDir;

use crate::program;

/// Done, but something was damaged or missing.
const INCOMPLETE: i32 = 3;
/// Limits that no test meets by accident.
const LIMITS: (&str, &str) = ("limits.ask_per_minute", "100000");
/// A mail server that is not there: letters wait.
const NO_MAIL: [(&str, &str); 3] =
    [LIMITS, ("mail.smtp_url", "smtp://127.0.0.1:1"), ("mail.from", "desk@example.test")];

/// A folder with the data of a desk in `data`.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(TempDir::with_prefix("souffleur-copies-").unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn copy(&self) -> PathBuf {
        self.at("copy")
    }

    async fn serve(&self, settings: &[(&str, &str)]) -> Server {
        program().serve(self.0.path(), settings).await
    }

    fn run(&self, arguments: &[&str]) -> Told {
        Told::of(&program().run(self.0.path(), arguments, &[]))
    }

    fn back_up(&self) -> Told {
        self.run(&["backup", path(&self.copy())])
    }

    fn check(&self, copy: &Path) -> Told {
        self.run(&["backup", "--check", path(copy)])
    }

    fn restore(&self, copy: &Path) -> Told {
        self.run(&["restore", path(copy)])
    }

    /// The files of the attachments, in their order.
    fn attachments(&self) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for folder in fs::read_dir(self.at("data/attachments")).into_iter().flatten() {
            all.extend(fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
        }
        all.sort();
        all
    }

    fn letters(&self) -> usize {
        let is_letter = |name: &str| Path::new(name).extension().is_some_and(|end| end == "eml");
        let folder = fs::read_dir(self.at("data/mail")).into_iter().flatten();
        folder.filter(|entry| is_letter(&entry.as_ref().unwrap().file_name().to_string_lossy())).count()
    }

    /// The database, behind the desk's back.
    async fn behind(&self) -> DatabaseConnection {
        let file = self.at("data/souffleur.sqlite3");
        let mut options = sea_orm::ConnectOptions::new(format!("sqlite:{}", file.display()));
        options.max_connections(1).sqlx_logging(false);
        sea_orm::Database::connect(options).await.unwrap()
    }

    fn log(&self) -> String {
        log_of(self.0.path())
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What a command said, and how it ended.
struct Told {
    code: i32,
    said: String,
}

impl Told {
    fn of(output: &Output) -> Self {
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        Self { code: output.status.code().unwrap(), said: String::from_utf8(said).unwrap() }
    }

    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.said);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(self.said.contains(words), "{words} is not in: {}", self.said);
        self
    }
}

async fn ask(desk: &Server, body: &str) {
    let question = json!({"body": body, "customer": {"name": "Marie", "email": "marie@example.test"}});
    desk.caller().post("/api/v1/questions", &question).await.is(201);
}

/// A question with two files. Cleaned, they are the same whoever sends them.
async fn send_files(desk: &Server, by: &str) {
    let visitor = Visitor::new(&desk.url);
    let form = visitor.get("/ask").await;
    let typed = [("body", "Cette couture est-elle normale ?"), ("name", "Zoé")];
    let (document, photo) = (document_by(by), photo_by(by));
    visitor.send(&form, "/ask", &typed, &[("patron.pdf", &document), ("c.png", &photo)]).await.is(303);
}

/// A desk with questions and two attachments, stopped.
async fn furnished() -> Place {
    let place = Place::new();
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "Quelle taille choisir ?").await;
    send_files(&desk, "Zoé").await;
    assert!(desk.stop());
    assert_eq!(place.attachments().len(), 2, "{:?}", place.attachments());
    place
}

fn name_of(attachment: &Path) -> String {
    let (folder, file) = (attachment.parent().unwrap().file_name().unwrap(), attachment.file_name().unwrap());
    format!("{}{}", folder.to_str().unwrap(), file.to_str().unwrap())
}
