//! Nothing lost, nothing twice: the program itself is killed without warning, again and again, while clients ask. Every
//! question that was acknowledged is there afterwards, and one that is sent again is the same one.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

const ROUNDS: usize = 3;
const CLIENTS: usize = 8;
/// Questions that are acknowledged in a round before the program is killed.
const ENOUGH: usize = 60;
const PATIENCE: Duration = Duration::from_mins(1);

/// The running program.
struct Desk {
    child: Child,
    address: String,
}

impl Desk {
    fn start(data: &Path) -> Self {
        let ready = data.join("ready.json");
        let _ = fs::remove_file(&ready);
        let child = Command::new(env!("CARGO_BIN_EXE_souffleur"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .arg("--ready-file")
            .arg(&ready)
            .env("SOUFFLEUR_LIMITS_ASK_PER_MINUTE", "1000000")
            .current_dir(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let began = Instant::now();
        let mut desk = Self { child, address: String::new() };
        loop {
            if let Some(address) = listens(&ready) {
                desk.address = address;
                return desk;
            }
            assert!(
                desk.child.try_wait().expect("its state is known").is_none(),
                "the program ended by itself"
            );
            assert!(began.elapsed() < PATIENCE, "the program does not listen");
            thread::park_timeout(Duration::from_millis(5));
        }
    }

    /// `kill -9`: no handler runs, no buffer is written.
    fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it is gone");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listens(ready: &Path) -> Option<String> {
    let said: Value = serde_json::from_str(&fs::read_to_string(ready).ok()?).ok()?;
    Some(said["url"].as_str()?.trim_start_matches("http://").to_owned())
}

/// One request on a connection of its own: status and body.
fn call(address: &str, head: &str, body: &str) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    let request =
        format!("{head}\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(cut)?;
    let told = |name: &str| {
        head.lines().find_map(|line| line.to_lowercase().strip_prefix(name)?.trim().parse().ok())
    };
    // An answer that was cut off acknowledges nothing.
    if told("content-length:").is_some_and(|length: usize| body.len() < length) {
        return Err(cut());
    }
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(cut)?;
    Ok((status, body.to_owned()))
}

fn ask(address: &str, key: usize) -> io::Result<Value> {
    let head = format!(
        "POST /api/v1/questions HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: k-{key}"
    );
    let body = format!(r#"{{"body": "Question marked m-{key}-m", "customer": {{"name": "Marie"}}}}"#);
    let (status, body) = call(address, &head, &body)?;
    assert_eq!(status, 201, "{body}");
    Ok(serde_json::from_str(&body).expect("an answer is JSON"))
}

/// Clients ask until enough is acknowledged; then the program is killed under them. Adds what was acknowledged by its
/// key; a key without an answer may or may not have been stored.
fn ask_and_kill(desk: Desk, keys: &AtomicUsize, acknowledged: &Mutex<BTreeMap<usize, Value>>) {
    let before = acknowledged.lock().unwrap().len();
    let address = desk.address.clone();
    thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                // Until the program is gone in the middle of a request.
                loop {
                    let key = keys.fetch_add(1, Ordering::Relaxed);
                    let Ok(answer) = ask(&address, key) else { break };
                    acknowledged.lock().unwrap().insert(key, answer);
                }
            });
        }
        let began = Instant::now();
        while acknowledged.lock().unwrap().len() < before + ENOUGH {
            assert!(began.elapsed() < PATIENCE, "too little is acknowledged");
            thread::park_timeout(Duration::from_millis(1));
        }
        desk.kill();
    });
}

#[test]
fn what_was_acknowledged_survives_being_killed() {
    let data = tempfile::tempdir().expect("a folder");
    let (keys, acknowledged) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    for _ in 0..ROUNDS {
        let desk = Desk::start(data.path());
        ask_and_kill(desk, &keys, &acknowledged);
    }
    let (acknowledged, asked) = (acknowledged.into_inner().unwrap(), keys.into_inner());
    assert!(acknowledged.len() >= ROUNDS * ENOUGH);

    let desk = Desk::start(data.path());
    for (key, answer) in &acknowledged {
        let link = answer["public_url"].as_str().expect("a link");
        let path = link.splitn(4, '/').nth(3).expect("a path");
        let (status, page) = call(&desk.address, &format!("GET /{path} HTTP/1.1"), "").expect("an answer");
        assert_eq!(status, 200, "question {key} is lost");
        assert!(page.contains(&format!("m-{key}-m")), "question {key} is another one");
    }
    // Whoever got no answer asks again, as whoever did may do too; each question is there once.
    let mut numbers = BTreeSet::new();
    for key in 0..asked {
        let answer = ask(&desk.address, key).expect("an answer");
        if let Some(before) = acknowledged.get(&key) {
            assert_eq!(
                (&answer["id"], &answer["number"]),
                (&before["id"], &before["number"]),
                "question {key}"
            );
        }
        assert!(numbers.insert(answer["number"].as_i64()), "question {key} has another's number");
    }
    let last = numbers.last().copied().flatten().expect("a number");
    let first = numbers.first().copied().flatten().expect("a number");
    assert_eq!(
        last - first,
        i64::try_from(numbers.len()).unwrap() - 1,
        "a number without a question, or one too many"
    );
    desk.kill();

    let verified =
        Command::new(env!("CARGO_BIN_EXE_souffleur")).arg("verify").arg("--data").arg(data.path()).output();
    let verified = verified.expect("the program runs");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
