//! Copies under every fault that copies meet: damaged and missing attachments, cut short, flipped bytes, load, a desk in
//! their place; a write-ahead log that is gone after a crash; and a restored desk, which sends nothing until it is released.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Output,
};

use serde_json::json;
use souffleur_tests::harness::{
    Server, Visitor, eventually,
    files::{document_by, photo_by},
    server::log_of,
};
use tempfile::TempDir;

use crate::{program, size::rounds};

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

#[tokio::test]
async fn a_damaged_attachment_is_named_and_the_rest_is_copied() {
    let place = furnished().await;
    let damaged = place.attachments().remove(0);
    fs::write(&damaged, "other bytes").unwrap();
    let named = name_of(&damaged);
    place.back_up().ends(INCOMPLETE).says(&named).says("damaged");
    // The copy itself is whole, and says again what it lacks.
    place.check(&place.copy()).ends(INCOMPLETE).says(&named);
    restores_the_rest(&place, &named);
}

#[tokio::test]
async fn a_missing_attachment_ends_no_backup() {
    let place = furnished().await;
    let missing = place.attachments().remove(0);
    fs::remove_file(&missing).unwrap();
    let named = name_of(&missing);
    place.back_up().ends(INCOMPLETE).says(&named).says("missing");
    place.check(&place.copy()).ends(INCOMPLETE).says(&named);
    restores_the_rest(&place, &named);
}

/// Everything but one file comes back, and that one is named.
#[track_caller]
fn restores_the_rest(place: &Place, named: &str) {
    let other = Place::new();
    other.restore(&place.copy()).ends(INCOMPLETE).says(named);
    assert_eq!(other.attachments().len(), 1);
    other.run(&["verify"]).ends(1).says("2 questions").says(named).says("1 disagreement");
}

#[tokio::test]
async fn a_whole_copy_is_checked_without_being_restored() {
    let place = furnished().await;
    place.back_up().ends(0);
    let before = fs::read(place.copy()).unwrap();
    place.check(&place.copy()).ends(0).says("2 files");
    assert_eq!(fs::read(place.copy()).unwrap(), before);
    let other = Place::new();
    other.restore(&place.copy()).ends(0);
    other.run(&["verify"]).ends(0).says("2 questions").says("2 files");
}

#[tokio::test]
async fn a_copy_that_was_cut_short_is_known_and_gives_back_what_it_has() {
    let place = furnished().await;
    place.back_up().ends(0);
    let whole = fs::read(place.copy()).unwrap();
    let cut = place.at("cut");
    // Without its last line nothing is lost but the proof that nothing is.
    fs::write(&cut, &whole[..whole.len() - 2]).unwrap();
    place.check(&cut).ends(INCOMPLETE).says("cut short");
    for length in [0, 5, 40, 4_096, whole.len() / 2] {
        fs::write(&cut, &whole[..length]).unwrap();
        let told = place.check(&cut);
        assert!([1, INCOMPLETE].contains(&told.code), "{length}: {}", told.said);
        let other = Place::new();
        let restored = other.restore(&cut);
        assert_eq!(restored.code, told.code, "{length}: {}", restored.said);
        assert_eq!(other.at("data/souffleur.sqlite3").exists(), told.code == INCOMPLETE, "{length}");
    }
}

#[tokio::test]
async fn what_stands_behind_a_copy_is_told() {
    let place = furnished().await;
    place.back_up().ends(0);
    let long = place.at("long");
    fs::write(&long, [fs::read(place.copy()).unwrap().as_slice(), b"garbage"].concat()).unwrap();
    place.check(&long).ends(INCOMPLETE).says("7 bytes");
    let other = Place::new();
    other.restore(&long).ends(INCOMPLETE).says("7 bytes");
    other.run(&["verify"]).ends(0);
}

#[tokio::test]
async fn a_flipped_byte_anywhere_is_found_and_named() {
    let place = furnished().await;
    place.back_up().ends(0);
    let whole = fs::read(place.copy()).unwrap();
    let mut seed: u64 = 0x5006_ff1e;
    for round in 0..rounds(20, 500) {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The frame is a small part of a copy; each third round hits it.
        let wide = if round % 3 == 0 { 300 } else { whole.len() as u64 };
        let back = round % 2 == 0;
        let at = usize::try_from((seed >> 33) % wide).unwrap();
        let at = if back { whole.len() - 1 - at } else { at };
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (seed >> 61);
        let damaged = place.at("flipped");
        fs::write(&damaged, &flipped).unwrap();
        let told = place.check(&damaged);
        assert!([1, INCOMPLETE].contains(&told.code), "byte {at}: {}", told.said);
        let named = ["database", "attachment", "byte", "no copy", "newer", "cut short"];
        assert!(named.iter().any(|word| told.said.contains(word)), "byte {at}: {}", told.said);
    }
}

#[tokio::test]
async fn a_copy_under_load_is_whole_and_has_what_was_acknowledged_before_it() {
    let place = Place::new();
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "La première").await;
    let mut asked = 1;
    for round in 0..rounds(2, 30) {
        let copy = place.at(&format!("copy-{round}"));
        let (folder, file) = (place.0.path().to_owned(), copy.clone());
        let copying = tokio::task::spawn_blocking(move || {
            Told::of(&program().run(&folder, &["backup", path(&file)], &[]))
        });
        let before = asked;
        while !copying.is_finished() {
            ask(&desk, "Une de plus").await;
            send_files(&desk, &format!("Zoé {asked}")).await;
            asked += 2;
        }
        copying.await.unwrap().ends(0);
        place.check(&copy).ends(0);
        let other = Place::new();
        other.restore(&copy).ends(0);
        let verified = other.run(&["verify"]).ends(0).said;
        let questions: i64 = verified.split(' ').next().unwrap().parse().unwrap();
        assert!((before..=asked).contains(&questions), "{before} ≤ {questions} ≤ {asked}");
    }
}

#[tokio::test]
async fn a_desk_that_stands_there_is_kept_beside_the_copy() {
    let place = furnished().await;
    place.back_up().ends(0);
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "Après la copie").await;
    place.run(&["restore", path(&place.copy()), "--replace"]).ends(1).says("already running");
    desk.kill();
    place.restore(&place.copy()).ends(1).says("--replace");
    place.run(&["restore", path(&place.copy()), "--replace"]).ends(0);
    place.run(&["verify"]).ends(0).says("2 questions");
    // With its log, which a kill leaves.
    fs::create_dir(place.at("before")).unwrap();
    for part in ["", "-wal", "-shm"] {
        let name = format!("souffleur.sqlite3{part}");
        let kept = place.at(&format!("data/souffleur.sqlite3.before-restore-1{part}"));
        if kept.exists() {
            fs::copy(kept, place.at("before").join(name)).unwrap();
        }
    }
    let mut verify = std::process::Command::new(program().0);
    let output = verify.args(["verify", "--data"]).arg(place.at("before")).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 questions"), "{output:?}");
}

#[tokio::test]
async fn a_copy_of_a_newer_release_is_refused_and_an_older_one_taken() {
    let place = furnished().await;
    place.back_up().ends(0);
    let newer = place.at("newer");
    fs::write(&newer, b"SOUFFLEUR COPY 2\n\x01\x02").unwrap();
    place.check(&newer).ends(1).says("newer release");
    // A database alone, as older releases copied it: without checksums, and still of use.
    let older = place.at("older");
    alone(&place.at("data/souffleur.sqlite3"), &older).await;
    place.check(&older).ends(INCOMPLETE).says("no checksums");
    let other = Place::new();
    other.restore(&older).ends(INCOMPLETE);
    other.run(&["verify"]).ends(1).says("2 questions").says("2 disagreements");
}

/// A database alone in a file.
async fn alone(database: &Path, into: &Path) {
    use sea_orm::ConnectionTrait as _;
    let url = format!("sqlite:{}", database.display());
    let connection = sea_orm::Database::connect(url).await.unwrap();
    connection.execute_unprepared(&format!("VACUUM INTO '{}'", into.display())).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_log_that_is_gone_after_a_crash_is_counted() {
    let place = Place::new();
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "La première").await;
    assert!(desk.stop());
    let desk = place.serve(&[LIMITS]).await;
    for number in 0..10 {
        ask(&desk, &format!("La {number}ème")).await;
    }
    desk.kill();
    place.run(&["verify"]).ends(0).says("11 questions");
    let desk = place.serve(&[LIMITS]).await;
    for number in 0..5 {
        ask(&desk, &format!("Encore {number}")).await;
    }
    desk.kill();
    fs::remove_file(place.at("data/souffleur.sqlite3-wal")).unwrap();
    drop(fs::remove_file(place.at("data/souffleur.sqlite3-shm")));
    // It blocks nothing, and says it where somebody looks.
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "La vie continue").await;
    assert!(place.log().contains("acknowledged changes are gone"), "{}", place.log());
    assert!(desk.stop());
    let told = place.run(&["verify"]).ends(1).says("acknowledged changes are gone").said;
    let line = told.lines().find(|line| line.contains("acknowledged changes")).unwrap();
    let gone: u64 = line.split(' ').next().unwrap().parse().unwrap();
    // Each question that is gone was three lines of history.
    let verified = told.lines().find(|line| line.contains(" questions, ")).unwrap();
    let there: u64 = verified.split(' ').next().unwrap().parse().unwrap();
    let lost = 17 - there;
    assert!(lost >= 5 && gone == 3 * lost, "{told}");
}

#[tokio::test]
async fn no_loss_is_told_where_there_is_none() {
    let place = Place::new();
    for round in 0..rounds(3, 50) {
        let desk = place.serve(&[LIMITS]).await;
        for number in 0..5 {
            ask(&desk, &format!("{round}, {number}")).await;
        }
        desk.kill();
    }
    place.run(&["verify"]).ends(0);
    assert!(!place.log().contains("are gone"), "{}", place.log());
}

#[tokio::test]
async fn a_restored_desk_sends_nothing_until_it_is_released() {
    for (choice, sends) in [("drop", false), ("send", true)] {
        let place = Place::new();
        let desk = place.serve(&NO_MAIL).await;
        program().employ(place.0.path(), "camille@example.test", "community_manager");
        ask(&desk, "Quelle taille choisir ?").await;
        place.back_up().ends(0);
        desk.kill();

        let other = Place::new();
        other.restore(&place.copy()).ends(0).says("on hold").says("souffleur release");
        let desk = other.serve(&[LIMITS]).await;
        // Intake, reading and answering work.
        ask(&desk, "Et celle-ci ?").await;
        let camille = desk.signed_in("camille@example.test").await;
        let listed = camille.get("/api/v1/questions").await.is(200).json;
        let question = &listed["items"][0];
        let (id, version) = (question["id"].as_str().unwrap(), &question["version"]);
        let reply = json!({"body": "Du 38.", "version": version});
        camille.post(&format!("/api/v1/questions/{id}/replies"), &reply).await.is(201);
        let browser = Visitor::new(&desk.url);
        browser.sign_in("camille@example.test", souffleur_tests::harness::server::PASSWORD).await;
        browser.get("/inbox").await.is(200).says("restauré");
        assert_eq!(other.letters(), 0);
        assert!(other.run(&["release"]).said.contains("--letters"));
        assert_eq!(other.letters(), 0);

        other.run(&["release", "--letters", choice]).ends(0);
        let expected = if sends { 3 } else { 2 };
        eventually("the letters leave", async || (other.letters() >= expected).then_some(())).await;
        assert_eq!(other.letters(), expected, "{choice}");
        browser.get("/inbox").await.is(200).does_not_say("restauré");
        drop(desk);
    }
}

#[tokio::test]
async fn what_a_desk_writes_is_its_own_users_alone() {
    let place = furnished().await;
    place.back_up().ends(0);
    let other = Place::new();
    other.restore(&place.copy()).ends(0);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.copy()), 0o600);
    for data in [place.at("data"), other.at("data")] {
        let mut folders = vec![data];
        while let Some(folder) = folders.pop() {
            assert_eq!(mode(&folder), 0o700, "{}", folder.display());
            for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    assert_eq!(mode(&entry), 0o600, "{}", entry.display());
                }
            }
        }
    }
    // What somebody opened wider is told, with what to do.
    fs::set_permissions(place.at("data"), fs::Permissions::from_mode(0o755)).unwrap();
    drop(place.serve(&[]).await);
    assert!(place.log().contains("chmod"), "{}", place.log());
}

#[tokio::test]
async fn no_key_is_in_a_copy() {
    let place = furnished().await;
    place.back_up().ends(0);
    let key = fs::read(place.at("data/signing.key")).unwrap();
    assert_eq!(key.len(), 32);
    for file in [place.copy(), place.at("data/souffleur.sqlite3")] {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(16).any(|window| window == &key[..16]), "{}", file.display());
    }
}
