//! Memory and time of strangers: connections that stop in the middle, bodies that stall, streams without end, and texts
//! that take long to compare. Each is a real socket to the real program.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use serde_json::json;
use souffleur_tests::harness::{Program, Server, TestDesk, eventually, story::SIZES};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// Longer than anything may take that has a deadline of a second.
const PATIENCE: Duration = Duration::from_secs(20);
const MEGABYTE: usize = 1024 * 1024;

async fn serve(settings: &[(&str, &str)]) -> (TempDir, Server) {
    let folder = TempDir::with_prefix("souffleur-limits-").unwrap();
    let program = Program(Path::new(env!("CARGO_BIN_EXE_souffleur_under_test")));
    program.employ(folder.path(), "camille@example.test", "community_manager");
    let server = program.serve(folder.path(), settings).await;
    (folder, server)
}

/// A connection of a stranger who does not keep to the protocol.
struct Raw(TcpStream);

impl Raw {
    async fn to(url: &str) -> Self {
        Self(TcpStream::connect(url.trim_start_matches("http://")).await.unwrap())
    }

    async fn sending(url: &str, bytes: &[u8]) -> Self {
        let mut raw = Self::to(url).await;
        raw.send(bytes).await;
        raw
    }

    /// Whether the other side takes these bytes.
    async fn send(&mut self, bytes: &[u8]) -> bool {
        timeout(PATIENCE, self.0.write_all(bytes)).await.is_ok_and(|sent| sent.is_ok())
    }

    /// The head of the answer, or nothing if the connection is closed without one.
    async fn head(&mut self) -> String {
        let mut said = Vec::new();
        let mut part = [0; 4096];
        while !said.windows(4).any(|end| end == b"\r\n\r\n") {
            match timeout(PATIENCE, self.0.read(&mut part)).await.expect("an answer or the end") {
                Ok(read) if read > 0 => said.extend_from_slice(&part[..read]),
                _ => break,
            }
        }
        String::from_utf8_lossy(&said).to_lowercase()
    }

    /// Demands an answer of this status.
    async fn is(&mut self, status: u16) -> String {
        let head = self.head().await;
        assert!(head.starts_with(&format!("http/1.1 {status}")), "{status}: {head}");
        head
    }

    /// Whether it is closed, or is so soon.
    async fn is_closed(&mut self) -> bool {
        let mut rest = Vec::new();
        timeout(PATIENCE, self.0.read_to_end(&mut rest)).await.is_ok()
    }
}

/// The head of a form with files.
fn form(path: &str, length: usize, more: &str) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: multipart/form-data; boundary=b\r\n\
        content-length: {length}\r\n{more}\r\n"
    );
    head.into_bytes()
}

const FILE: &[u8] = b"--b\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n";

/// The most memory that a process ever had, in megabytes.
fn most_memory(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_head_alone_refuses_what_it_can() {
    let (_folder, desk) = serve(&[("limits.ask_per_minute", "5")]).await;
    let far = "0".repeat(26).replace('0', "a");
    let origin = "origin: https://evil.example\r\n";
    let large = 1_000 * MEGABYTE;
    // Nothing of any body is sent.
    let refused = [
        (form("/ask", large, ""), 413),
        (form("/ask", 9, origin), 403),
        (form(&format!("/q/{far}/messages"), 9, ""), 404),
        (form(&format!("/api/v1/threads/{far}/messages"), 9, ""), 404),
        (form("/questions/019a0000-0000-7000-8000-000000000000/reply", 9, ""), 401),
        (form("/api/v1/questions/019a0000-0000-7000-8000-000000000000/replies", 9, ""), 401),
        (form("/api/v1/questions", large, ""), 413),
    ];
    for (head, status) in refused {
        Raw::sending(&desk.url, &head).await.is(status).await;
    }
    // Four of them came from a stranger who asks or writes; what was refused for its size or its link is counted as well.
    desk.caller().post("/api/v1/questions", &json!({})).await.is(422);
    let head = Raw::sending(&desk.url, &form("/api/v1/questions", 9, "")).await.is(429).await;
    assert!(head.contains("retry-after: "), "{head}");
    let json = b"POST /api/v1/session HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n";
    Raw::sending(&desk.url, json).await.is(413).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_file_is_received_before_the_token() {
    let desk = TestDesk::open().await;
    let token = b"--b\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\nforged\r\n";
    for before in [&b""[..], token] {
        let mut raw = Raw::sending(&desk.url, &form("/ask", 20 * MEGABYTE, "")).await;
        raw.send(&[before, FILE, &[7; 1024]].concat()).await;
        raw.is(403).await;
    }
    // A browser that says it shows our own page is believed before the token has come: its form loses nothing.
    let customer = desk.visitor();
    let page = customer.get("/ask").await;
    let fields = page.form("/ask");
    let csrf = fields.iter().find(|(name, _)| name == "csrf").unwrap();
    let mut body = [FILE, b"GIF89a\r\n"].concat();
    for (name, value) in
        [csrf.clone(), ("body".to_owned(), SIZES.to_owned()), ("name".to_owned(), "Zoé".to_owned())]
    {
        body.extend(
            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    body.extend(b"--b--\r\n");
    let request = customer.request(reqwest::Method::POST, "/ask").header("origin", &desk.url);
    let answer =
        request.header("content-type", "multipart/form-data; boundary=b").body(body).send().await.unwrap();
    assert_eq!(answer.status(), 422, "the picture is cut short");
    assert!(answer.text().await.unwrap().contains(SIZES), "the words are shown again");
    assert_eq!(desk.rows().await["question"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stalled_uploads_take_no_memory_and_end() {
    /// What eight forms of 45 MB may take while they come.
    const MOST_GROWTH: u64 = 48;
    let settings = [
        ("limits.ask_per_minute", "1000"),
        ("limits.body_idle_seconds", "6"),
        ("limits.uploads_per_address", "8"),
    ];
    let (_folder, desk) = serve(&settings).await;
    desk.caller()
        .post("/api/v1/questions", &json!({"body": SIZES, "customer": {"name": "Zoé"}}))
        .await
        .is(201);
    let before = most_memory(desk.pid());
    let mut part = FILE.to_vec();
    part.resize(9 * MEGABYTE, 7);
    part.extend(b"\r\n");
    let mut stalled = join_all((0..8).map(|_| async {
        let mut raw = Raw::sending(&desk.url, &form("/api/v1/questions", 50 * MEGABYTE, "")).await;
        for _ in 0..5 {
            assert!(raw.send(&part).await);
        }
        raw
    }))
    .await;
    let mut ninth = Raw::sending(&desk.url, &form("/api/v1/questions", 50 * MEGABYTE, "")).await;
    let head = ninth.is(429).await;
    assert!(head.contains("retry-after: "), "{head}");
    for raw in &mut stalled {
        raw.is(408).await;
    }
    let growth = most_memory(desk.pid()) - before;
    assert!(growth <= MOST_GROWTH, "{growth} MB more");
    eventually("the places are free again", async || {
        let mut raw = Raw::sending(&desk.url, &form("/api/v1/questions", 9, "")).await;
        raw.send(b"--b--\r\n\r\n").await;
        (!raw.head().await.starts_with("http/1.1 429")).then_some(())
    })
    .await;
    assert!(desk.stop());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_whose_head_never_ends_is_refused() {
    let (_folder, desk) = serve(&[]).await;
    let mut raw = Raw::sending(&desk.url, &form("/api/v1/questions", 50 * MEGABYTE, "")).await;
    raw.send(b"--b\r\ncontent-disposition: ").await;
    raw.send(&vec![b'a'; 400 * 1024]).await;
    raw.is(400).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_stops_is_answered_and_let_go() {
    let (_folder, desk) = serve(&[("limits.body_idle_seconds", "1")]).await;
    for kind in ["application/json", "application/x-www-form-urlencoded"] {
        let path = if kind.ends_with("json") { "/api/v1/session" } else { "/sign-in" };
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: {kind}\r\ncontent-length: 999\r\n\r\n{{"
        );
        let mut raw = Raw::sending(&desk.url, head.as_bytes()).await;
        raw.is(408).await;
        assert!(raw.is_closed().await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unfinished_heads_end_and_are_counted() {
    const HEAD: &[u8] = b"GET / HTTP/1.1\r\nhost: a\r\n";
    let settings = [("limits.connections_per_address", "20"), ("limits.head_seconds", "2")];
    let (_folder, desk) = serve(&settings).await;
    let mut open = join_all((0..20).map(|_| Raw::sending(&desk.url, HEAD))).await;
    let mut further = Raw::sending(&desk.url, b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let head = further.is(429).await;
    assert!(head.contains("retry-after: "), "{head}");
    assert!(further.is_closed().await);
    // One that trickles is cut off as well.
    for _ in 0..3 {
        open[0].send(b"x").await;
    }
    for raw in &mut open {
        assert!(raw.is_closed().await, "it is given up");
    }
    eventually("there is room again", async || {
        let mut raw = Raw::sending(&desk.url, b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await;
        raw.head().await.starts_with("http/1.1 200").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_proxy_everybody_shares_the_total_alone() {
    let settings = [
        ("limits.connections_per_address", "4"),
        ("limits.connections", "30"),
        ("limits.behind_proxy", "true"),
    ];
    let (_folder, desk) = serve(&settings).await;
    let get = b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    let mut open = Vec::new();
    for _ in 0..30 {
        let mut raw = Raw::sending(&desk.url, get).await;
        raw.is(200).await;
        open.push(raw);
    }
    Raw::sending(&desk.url, get).await.is(503).await;
    drop(open);
    eventually("there is room again", async || {
        Raw::sending(&desk.url, get).await.head().await.starts_with("http/1.1 200").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_no_answers_is_cut_off() {
    let (_folder, desk) = serve(&[("limits.answer_idle_seconds", "1")]).await;
    let mut raw = Raw::to(&desk.url).await;
    let get = b"GET /ask HTTP/1.1\r\nhost: a\r\n\r\n".repeat(100);
    // Nothing is read: sooner or later nothing more is taken, and then the connection is closed.
    eventually("it is cut off", async || (!raw.send(&get).await).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn live_streams_are_counted_by_person_and_address() {
    let settings = [("limits.streams_per_person", "3"), ("limits.streams_per_address", "4")];
    let (folder, desk) = serve(&settings).await;
    let program = Program(Path::new(env!("CARGO_BIN_EXE_souffleur_under_test")));
    program.employ(folder.path(), "lea@example.test", "expert");
    let camille = desk.signed_in("camille@example.test").await;
    let lea = eventually("Léa can sign in", async || {
        let session = json!({"email": "lea@example.test", "password": "le souffleur souffle"});
        let answer = desk.caller().post("/api/v1/session", &session).await;
        let token = answer.json["access_token"].as_str()?.to_owned();
        Some(desk.caller().with_token(token))
    })
    .await;
    let listen = async |by: &souffleur_tests::harness::Caller| {
        by.request(reqwest::Method::GET, "/api/v1/events").send().await.unwrap()
    };
    let mut open = Vec::new();
    for _ in 0..3 {
        let stream = listen(&camille).await;
        assert_eq!(stream.status(), 200);
        open.push(stream);
    }
    let refused = listen(&camille).await;
    assert_eq!(refused.status(), 429);
    assert!(refused.headers().contains_key("retry-after"));
    open.push(listen(&lea).await);
    assert_eq!(open[3].status(), 200, "somebody else has their own");
    assert_eq!(listen(&lea).await.status(), 429, "but not from the same address");
    drop(open);
    eventually("closed streams are not counted", async || {
        (listen(&camille).await.status() == 200).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_of_letters_beside_a_draft_takes_no_time() {
    let desk = TestDesk::open().await;
    let asked = desk.ask_for("lea", SIZES).await;
    let lea = desk.signed_in("lea").await;
    let letters = |step: u32, most: u32| -> String {
        let letter =
            |n: u32| char::from(b'a' + u8::try_from((n.wrapping_mul(2_654_435_761) >> step) % 26).unwrap());
        (0..most).flat_map(|n| [letter(n), ' ']).collect()
    };
    let place = format!("/desk/{}", asked.id);
    lea.fill(&place, &format!("{place}/draft"), &[("body", letters(3, 9_000).trim())]).await.is(303);
    let camille = desk.signed_in("camille").await;
    let place = format!("/questions/{}", asked.id);
    let page = camille.get(&place).await.is(200);
    let compare = page.all("button[formaction]", "formaction");
    let action = compare.iter().find(|action| action.contains("/compare?draft=")).unwrap();
    let mut fields = page.form(&format!("{place}/reply"));
    fields.retain(|(name, _)| name != "body" && name != "files");
    fields.push(("body".to_owned(), letters(7, 100_000)));
    let begun = Instant::now();
    camille.post(action, &fields).await.is(200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_takes_long_on_its_way_in_and_out() {
    /// What a text may take on all its ways, without optimisation and beside other tests.
    const MOST: Duration = Duration::from_secs(5);
    const PATTERNS: [&str; 20] = [
        "a ",
        "[",
        "](",
        "*",
        "_ ",
        "**a",
        "`",
        "> ",
        "- ",
        "<",
        "&#x",
        "&amp;",
        "https://a.fr/",
        "@a ",
        "mailto:%4c",
        "Lea",
        "\u{300}",
        "{customer} ",
        "a@",
        "1. ",
    ];
    let desk = TestDesk::open().await;
    let camille = desk.caller("camille").await;
    let page = desk.signed_in("camille").await;
    for pattern in PATTERNS {
        let text: String = format!("x{}", pattern.repeat(20_000)).chars().take(19_999).collect();
        let text = text.trim_end();
        let begun = Instant::now();
        let message = json!({"body": text, "customer": {"name": "Zoé"}});
        let asked = desk.stranger().post("/api/v1/questions", &message).await;
        if asked.status == 413 {
            continue;
        }
        let asked = asked.is(201).json;
        let id = asked["id"].as_str().unwrap();
        let link = asked["public_url"].as_str().unwrap();
        page.get(&link[link.find("/q/").unwrap()..]).await.is(200);
        page.get(&format!("/questions/{id}")).await.is(200);
        let version = camille.get(&format!("/api/v1/questions/{id}")).await.is(200).json["version"].clone();
        let reply = json!({"body": text, "version": version});
        let replied = camille.post(&format!("/api/v1/questions/{id}/replies"), &reply).await;
        assert!([201, 422].contains(&replied.status), "{pattern}: {}", replied.status);
        page.get_with("/inbox", &[("q", &text[..400.min(text.floor_char_boundary(400))])]).await;
        let took = begun.elapsed();
        assert!(took < MOST, "{pattern:?}: {took:?}");
    }
}
