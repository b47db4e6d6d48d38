//! A disk that is full, broken, read-only or over its quota for a moment, and a database that another process holds, while
//! several clients write.
//!
//! The real disk is a small tmpfs that is filled and emptied; it takes root. Where nothing may be mounted, and for what can't
//! be caused otherwise, a preloaded library (`data/disk_fault.c`) lets the writes of the program fail with the errno of the
//! fault: SQLite and the program see the same, but nothing is really full.

use std::{
    collections::BTreeMap,
    fs,
    io::{ErrorKind, Write as _},
    ops::Range,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Instant,
};

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use serde_json::json;
use souffleur_tests::harness::{Caller, Program, Reply, Server, eventually, server::PASSWORD};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::{
    ready::{BACK, TOKEN, Watch},
    size::rounds,
};

const SIZE: &str = "size=64m";
const CLIENTS: usize = 4;
/// What a fault must refuse before it ends.
const ENOUGH: usize = 4;
const MANAGER: &str = "camille@example.test";
const SETTINGS: [(&str, &str); 4] = [
    TOKEN,
    ("limits.ask_per_minute", "1000000"),
    ("limits.sign_in_per_minute", "10000"),
    ("limits.program_per_minute", "1000000"),
];
/// The faults of each round, one after the other.
const FAULTS: [[Fault; 2]; 3] =
    [[Fault::Full, Fault::Quota], [Fault::Lock, Fault::ReadOnly], [Fault::Io, Fault::Full]];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Full,
    Quota,
    Io,
    ReadOnly,
    Lock,
}

/// The folder of a desk whose disk can fail.
struct Disk {
    folder: TempDir,
    mounted: bool,
    library: PathBuf,
}

impl Disk {
    fn new() -> Self {
        let folder = TempDir::with_prefix("souffleur-disk-").unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(&data).status();
        let mounted = mount.is_ok_and(|status| status.success());
        if !mounted {
            eprintln!("nothing may be mounted here: a full disk is made by a preloaded library");
        }
        let library = folder.path().join("disk_fault.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/disk_fault.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .arg(&library)
            .arg(source)
            .arg("-ldl")
            .status();
        assert!(built.unwrap().success(), "the library that lets writes fail can't be built");
        let script = format!(
            "#!/bin/sh\nFAULT_CONTROL='{0}/fault' FAULT_FOLDER='{0}/data' LD_PRELOAD='{1}' exec '{2}' \"$@\"\n",
            folder.path().display(),
            library.display(),
            env!("CARGO_BIN_EXE_souffleur_under_test"),
        );
        let disk = Self { folder, mounted, library };
        fs::write(disk.script(), script).unwrap();
        assert!(Command::new("chmod").arg("+x").arg(disk.script()).status().unwrap().success());
        disk
    }

    fn script(&self) -> PathBuf {
        self.folder.path().join("program.sh")
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("data/souffleur.sqlite3")
    }

    fn ballast(&self) -> PathBuf {
        self.folder.path().join("data/ballast")
    }

    /// Begins a fault; what it returns holds the lock, where it is one.
    async fn begin(&self, fault: Fault) -> Option<DatabaseConnection> {
        match fault {
            Fault::Full if self.mounted => self.fill(),
            Fault::Full => self.fail_with(28),
            Fault::Quota => self.fail_with(122),
            Fault::Io => self.fail_with(5),
            Fault::ReadOnly => self.fail_with(30),
            Fault::Lock => {
                let other = connect(&self.database()).await;
                other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
                return Some(other);
            }
        }
        None
    }

    async fn end(&self, lock: Option<DatabaseConnection>) {
        fs::write(self.folder.path().join("fault"), "").unwrap();
        drop(fs::remove_file(self.ballast()));
        if let Some(lock) = lock {
            lock.close().await.unwrap();
        }
    }

    fn fail_with(&self, errno: u32) {
        fs::write(self.folder.path().join("fault"), errno.to_string()).unwrap();
    }

    /// Leaves no block free.
    fn fill(&self) {
        let mut ballast = fs::File::create(self.ballast()).unwrap();
        for piece in [1 << 20, 4096, 1] {
            let piece = vec![0; piece];
            let full = loop {
                if let Err(error) = ballast.write_all(&piece) {
                    break error;
                }
            };
            assert_eq!(full.kind(), ErrorKind::StorageFull, "{full}");
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.mounted {
            drop(Command::new("umount").arg("-l").arg(self.folder.path().join("data")).status());
        }
    }
}

async fn connect(path: &Path) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(format!("sqlite:{}", path.display()));
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

/// What the clients sent and were told.
#[derive(Default)]
struct Work {
    said: Mutex<Vec<(String, u16)>>,
    wrong: Mutex<Vec<String>>,
    refused: Mutex<BTreeMap<u16, usize>>,
    /// Questions, notes and replies that were acknowledged.
    kept: [AtomicUsize; 3],
    stops: AtomicBool,
}

impl Work {
    fn heard(&self, kind: usize, text: String, reply: &Reply) {
        self.check(reply);
        if reply.status == 201 {
            self.kept[kind].fetch_add(1, Ordering::Relaxed);
        }
        self.said.lock().unwrap().push((text, reply.status));
    }

    /// Counts refusals, and notes what no fault of the disk may answer.
    fn check(&self, reply: &Reply) {
        match reply.status {
            // What a job changed meanwhile is stale.
            200 | 201 | 409 => {}
            503 | 507 if !reply.header("retry-after").is_empty() => {
                *self.refused.lock().unwrap().entry(reply.status).or_default() += 1;
            }
            status => self.wrong.lock().unwrap().push(format!("{status}: {}", reply.raw)),
        }
    }

    fn refusals(&self, status: u16) -> usize {
        self.refused.lock().unwrap().get(&status).copied().unwrap_or_default()
    }

    fn kept(&self) -> [usize; 3] {
        self.kept.each_ref().map(|kept| kept.load(Ordering::Relaxed))
    }
}

/// Asks, notes and replies until told to stop; every text is sent once.
async fn write(stranger: Caller, staff: Caller, name: String, work: Arc<Work>) {
    let mut path = None;
    for n in 0.. {
        if work.stops.load(Ordering::Relaxed) {
            return;
        }
        let text = format!("{name} question {n}.");
        let body = json!({"body": text, "customer": {"name": "Marie"}});
        let asked = stranger.post("/api/v1/questions", &body).await;
        work.heard(0, text, &asked);
        if asked.status == 201 {
            path = asked.json["id"].as_str().map(|id| format!("/api/v1/questions/{id}"));
        }
        let Some(path) = &path else { continue };
        let text = format!("{name} note {n}.");
        let noted = staff.post(&format!("{path}/notes"), &json!({"body": text})).await;
        work.heard(1, text, &noted);
        let known = staff.get(path).await;
        work.check(&known);
        if known.status == 200 {
            let text = format!("{name} reply {n}.");
            let reply = json!({"body": text, "version": known.json["version"]});
            let replied = staff.post(&format!("{path}/replies"), &reply).await;
            work.heard(2, text, &replied);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_by_a_disk_that_fails_for_a_moment() {
    let volume = Disk::new();
    let script = volume.script();
    let (program, folder) = (Program(&script), volume.folder.path());
    program.employ(folder, MANAGER, "community_manager");
    for round in 0..rounds(3, 30) {
        let desk = program.serve(folder, &SETTINGS).await;
        let (staff, work) = (desk.signed_in(MANAGER).await, Arc::<Work>::default());
        let mut clients = JoinSet::new();
        for client in 0..CLIENTS {
            let name = format!("Round {round} client {client}");
            clients.spawn(write(desk.caller(), staff.clone(), name, Arc::clone(&work)));
        }
        let (watch, mut faults) = (Watch::on(&desk), Vec::new());
        for fault in FAULTS[round % FAULTS.len()] {
            faults.push(go_through(&volume, fault, &desk, &work, &watch).await);
        }
        watch.was_true(&faults);
        drop(watch);
        work.stops.store(true, Ordering::Relaxed);
        clients.join_all().await;
        desk.kill();
        assert!(work.wrong.lock().unwrap().is_empty(), "round {round}: {:?}", work.wrong.lock().unwrap());
        let verified = program.run(folder, &["verify"], &[]);
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
        compare(&volume, &work).await;
    }
    assert!(volume.library.exists());
}

/// Writes are refused with the right status during the fault, and taken again soon after it; readiness says so.
async fn go_through(
    volume: &Disk,
    fault: Fault,
    desk: &Server,
    work: &Work,
    watch: &Watch,
) -> Range<Instant> {
    served(work).await;
    let status = if matches!(fault, Fault::Full | Fault::Quota) { 507 } else { 503 };
    let before = work.refusals(status);
    let began = Instant::now();
    let lock = volume.begin(fault).await;
    eventually(&format!("{fault:?} refuses writes"), async || {
        (work.refusals(status) >= before + ENOUGH).then_some(())
    })
    .await;
    look_around(desk, work).await;
    watch.says_no(began).await;
    volume.end(lock).await;
    let ended = Instant::now();
    served(work).await;
    assert!(ended.elapsed() < BACK, "after {fault:?} nothing was taken for {:?}", ended.elapsed());
    watch.says_yes(ended).await;
    began..ended
}

/// Waits until a question, a note and a reply more were acknowledged.
async fn served(work: &Work) {
    let before = work.kept();
    eventually("everything is taken", async || {
        let now = work.kept();
        (0..3).all(|kind| now[kind] > before[kind]).then_some(())
    })
    .await;
}

/// Pages and sign-in answer meanwhile, or say that they can't.
async fn look_around(desk: &Server, work: &Work) {
    let caller = desk.caller();
    for path in ["/", "/sign-in"] {
        work.check(&caller.get(path).await);
    }
    let session = json!({"email": MANAGER, "password": PASSWORD});
    work.check(&caller.post("/api/v1/session", &session).await);
}

/// What was acknowledged is there once, what was refused is not.
async fn compare(volume: &Disk, work: &Work) {
    let connection = connect(&volume.database()).await;
    let sql = "SELECT body FROM message UNION ALL SELECT body FROM note";
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        *found.entry(row.try_get("", "body").unwrap()).or_default() += 1;
    }
    connection.close().await.unwrap();
    let said = work.said.lock().unwrap();
    for (text, status) in said.iter() {
        let times = found.get(text).copied().unwrap_or_default();
        assert_eq!(times, usize::from(*status == 201), "“{text}” was answered {status}");
    }
    assert!(said.iter().any(|(_, status)| *status == 201));
}
