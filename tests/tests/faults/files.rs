//! The folder of the attachments on a file system of its own that is full, or read-only, while the database has all it needs.
//!
//! It is mounted for real, which takes root.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use serde_json::json;
use souffleur_tests::harness::{Page, Server, Visitor, eventually, files::photo_by};
use tempfile::TempDir;

use crate::{
    program,
    ready::{BACK, TOKEN, Watch},
};

const CM: &str = "cm@example.test";
const LIMITS: (&str, &str) = ("limits.ask_per_minute", "100000");

/// A small file system that can be filled and made read-only.
struct Mounted(PathBuf);

impl Mounted {
    fn at(folder: PathBuf) -> Self {
        fs::create_dir_all(&folder).unwrap();
        run(Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs"]).arg(&folder));
        Self(folder)
    }

    /// Leaves no block free.
    fn fill(&self) {
        let mut ballast = fs::File::create(self.ballast()).unwrap();
        let full = loop {
            if let Err(error) = ballast.write_all(&[0; 4096]) {
                break error;
            }
        };
        assert_eq!(full.kind(), ErrorKind::StorageFull, "{full}");
    }

    fn empty(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }

    /// Makes it read-only (`ro`) or writable (`rw`).
    fn remount(&self, how: &str) {
        run(Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&self.0));
    }

    /// Every file of the desk in it.
    fn files(&self) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for folder in fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path()) {
            if folder.is_dir() {
                all.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
            }
        }
        all
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "this test mounts file systems, which takes root: {command:?}: {said}");
}

/// Asks with a file, as a customer does on the page.
async fn send(desk: &Server, body: &str) -> Page {
    let visitor = Visitor::new(&desk.url);
    let form = visitor.get("/ask").await;
    let photo = photo_by(body);
    visitor.send(&form, "/ask", &[("body", body), ("name", "Zoé")], &[("c.png", &photo)]).await
}

async fn ask(desk: &Server, body: &str) {
    let question = json!({"body": body, "customer": {"name": "Zoé"}});
    desk.caller().post("/api/v1/questions", &question).await.is(201);
}

async fn questions(desk: &Server) -> usize {
    let listed = desk.signed_in(CM).await.get("/api/v1/questions").await.is(200).json;
    listed["items"].as_array().unwrap().len()
}

fn folder() -> TempDir {
    let folder = TempDir::with_prefix("souffleur-files-").unwrap();
    program().employ(folder.path(), CM, "community_manager");
    folder
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attachments_without_room_are_refused_and_nothing_else_is() {
    let folder = folder();
    let volume = Mounted::at(folder.path().join("data/attachments"));
    let desk = program().serve(folder.path(), &[LIMITS, TOKEN]).await;
    let watch = Watch::on(&desk);
    for (number, (status, fault)) in [(507, "full"), (503, "ro")].into_iter().enumerate() {
        if fault == "full" {
            volume.fill();
        } else {
            volume.remount(fault);
        }
        let refused = send(&desk, &format!("Avec une photo, {fault}")).await;
        assert_eq!(refused.status, status, "{fault}: {}", refused.text());
        assert_ne!(refused.header("retry-after"), "", "{fault}");
        assert_eq!(volume.files().len(), number, "nothing is left behind: {:?}", volume.files());
        assert_eq!(questions(&desk).await, 2 * number, "what was refused is not there");
        ask(&desk, "Sans photo").await;

        if fault == "full" {
            volume.empty();
        } else {
            volume.remount("rw");
        }
        let ended = Instant::now();
        let taken = async || (send(&desk, "Avec une photo").await.status == 303).then_some(());
        eventually("a file is taken", taken).await;
        assert!(ended.elapsed() < BACK, "taken after {:?}", ended.elapsed());
        assert_eq!(questions(&desk).await, 2 * number + 2);
        if fault == "full" {
            assert_eq!(volume.files().len(), 1, "{:?}", volume.files());
        }
    }
    // The desk takes questions all the time: a load balancer leaves it in place.
    watch.was_true(&[]);
    drop(desk);
    verify(folder.path());
}

/// A running desk keeps its database open for writing, and while it does the kernel makes no file system read-only: so
/// the database's own is read-only when the desk starts.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_on_a_read_only_file_system_says_so_and_starts_once_it_is_writable() {
    let folder = TempDir::with_prefix("souffleur-files-").unwrap();
    let volume = Mounted::at(folder.path().join("data"));
    volume.remount("rw,size=64m");
    program().employ(folder.path(), CM, "community_manager");
    let desk = program().serve(folder.path(), &[LIMITS]).await;
    ask(&desk, "Avant").await;
    assert!(desk.stop());

    volume.remount("ro");
    let refused = program().run(folder.path(), &["serve", "--listen", "127.0.0.1:0"], &[]);
    let said = String::from_utf8_lossy(&refused.stderr).to_lowercase();
    assert!(!refused.status.success() && said.contains("read-only file system"), "{said}");

    volume.remount("rw");
    let began = Instant::now();
    let desk = program().serve(folder.path(), &[LIMITS]).await;
    ask(&desk, "Après").await;
    assert!(began.elapsed() < BACK, "it serves after {:?}", began.elapsed());
    assert_eq!(questions(&desk).await, 2);
    drop(desk);
    verify(folder.path());
}

fn verify(folder: &Path) {
    let verified = program().run(folder, &["verify"], &[]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
