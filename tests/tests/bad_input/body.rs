//! Bodies that can't be read at all: on every call of the API and on every form.

use reqwest::{Method, RequestBuilder};
use serde_json::json;
use souffleur_core::permission::{AccessScope, Role, reach};
use souffleur_tests::{
    harness::{Caller, Reply, TestDesk, Visitor},
    on_both,
};
use souffleur_web::{access::Access, route_kind::RouteKind};

use crate::place::{path, question, writes};

on_both!(the_api_says_what_is_wrong_with_a_body, pages_say_what_is_wrong_with_a_form);

const MEGABYTE: usize = 1 << 20;
/// The calls of programs that may bring files.
const BRING_FILES: [&str; 4] = ["ask-question", "follow-up", "submit-draft", "send-reply"];

/// Each call by somebody whose it is to make: of the others' bodies nobody reads a word.
async fn the_api_says_what_is_wrong_with_a_body(desk: TestDesk) {
    let asked = question(&desk).await;
    let callers = [
        (Role::CommunityManager, desk.caller("camille").await),
        (Role::Administrator, desk.caller("ada").await),
        (Role::Expert, desk.caller("lea").await),
    ];
    let before = desk.rows().await;
    for row in writes(RouteKind::Api) {
        let may =
            |role| !matches!(row.access, Access::May(action) if reach(role, action) == AccessScope::Nothing);
        let (_, caller) = callers.iter().find(|(role, _)| may(*role)).unwrap_or(&callers[0]);
        let path = path(&row, &asked);
        let send = async |kind: &str, body: Vec<u8>| {
            let request = caller.request(Method::POST, &path).header("content-type", kind).body(body);
            Reply::read(request).await
        };
        let json = "application/json";
        send("text/plain", b"{}".to_vec()).await.is_problem(415);
        send("application/x-www-form-urlencoded", b"body=a".to_vec()).await.is_problem(415);
        // A form only where files may come along, and then a whole one.
        let brings = BRING_FILES.contains(&row.name.as_str());
        let form = send("multipart/form-data; boundary=x", b"--x--".to_vec()).await;
        form.is_problem(if brings { 400 } else { 415 });
        for malformed in ["", "{", "nonsense", "\u{feff}{}"] {
            send(json, malformed.into()).await.is_problem(400);
        }
        send(json, b"{\"body\": \"\xff\xfe\"}".to_vec()).await.is_problem(400);
        let deep = send(json, deep(10_000).into_bytes()).await;
        assert!(matches!(deep.status, 400 | 422), "{}", deep.raw);
        send(json, b"[]".to_vec()).await.is_problem(422);
        send(json, b"null".to_vec()).await.is_problem(422);
        send(json, br#"{"nobody_knows_this": 1}"#.to_vec()).await.refuses("nobody_knows_this");
        send(json, format!("{{\"body\": \"{}\"}}", "a".repeat(MEGABYTE)).into_bytes()).await.is_problem(413);
    }
    assert_eq!(desk.rows().await, before);
}

fn deep(levels: usize) -> String {
    format!("{{\"body\": {}{}}}", "[".repeat(levels), "]".repeat(levels))
}

async fn pages_say_what_is_wrong_with_a_form(desk: TestDesk) {
    let asked = question(&desk).await;
    let people = [desk.signed_in("camille").await, desk.signed_in("ada").await, desk.signed_in("lea").await];
    let mut tokens = Vec::new();
    for visitor in &people {
        tokens.push(visitor.get("/profile").await.csrf());
    }
    let before = desk.rows().await;
    for row in writes(RouteKind::Page).into_iter().filter(|row| row.name != "sign-out") {
        let path = path(&row, &asked);
        for (visitor, token) in people.iter().zip(&tokens) {
            let send = async |request: RequestBuilder| {
                let answer = request.header("x-csrf-token", token).send().await.unwrap();
                let status = answer.status().as_u16();
                (status, souffleur_tests::harness::Page::read(answer).await.text())
            };
            let form = |body: Vec<u8>| {
                let request = visitor.request(Method::POST, &path);
                request.header("content-type", "application/x-www-form-urlencoded").body(body)
            };
            let tries = [
                (415, visitor.request(Method::POST, &path).json(&json!({"body": "a"}))),
                (
                    415,
                    visitor.request(Method::POST, &path).header("content-type", "text/plain").body("body=a"),
                ),
                (400, form(b"body=%FF%FE&note=%FF".to_vec())),
                (400, form(b"body=\xff".to_vec())),
                (413, form([b"body=".to_vec(), vec![b'a'; MEGABYTE]].concat())),
            ];
            for (index, (expected, request)) in tries.into_iter().enumerate() {
                let (status, text) = send(request).await;
                // Whose route it is not is told so before anybody looks at the body.
                let takes_no_form = status == 303 || status == 404 || status == 409;
                assert!(
                    status == expected || status == 403 || takes_no_form,
                    "{row}, try {index}: {status} {text}"
                );
                assert!(status == 303 || text.len() > 10, "{row} says nothing: {status}");
            }
        }
        assert_eq!(desk.rows().await, before, "{row}");
    }
}

/// A body that ends before its length is no body.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_is_cut_short_writes_nothing() {
    use tokio::io::AsyncWriteExt as _;
    let desk = TestDesk::open().await;
    let before = desk.rows().await;
    let address = desk.url.trim_start_matches("http://");
    for _ in 0..3 {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        let head = format!(
            "POST /api/v1/questions HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
             content-length: 200\r\n\r\n{{\"body\": \"Bonjour\""
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
    }
    // The desk goes on as if nothing had been.
    let _: (Caller, Visitor) = (desk.stranger(), desk.visitor());
    desk.stranger().post("/api/v1/questions", &json!({})).await.is_problem(422);
    assert_eq!(desk.rows().await, before);
}
