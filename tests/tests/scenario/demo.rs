//! The README's first command: a demo starts on an empty folder, everybody whom it names signs in, and its days add up.

use std::path::Path;

use serde_json::{Value, json};
use souffleur_tests::harness::{Program, Visitor, server::PASSWORD};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_starts_lets_everybody_in_and_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program(Path::new(env!("CARGO_BIN_EXE_souffleur_under_test")));
    let demo = program.start("demo", folder.path(), &[]).await;
    let wall = Visitor::new(&demo.url).get("/").await.is(200);
    assert!(!wall.all("main a[href^='/wall/']", "href").is_empty(), "{}", wall.text());

    let users = demo.ready["users"].as_array().unwrap().clone();
    let role = |user: &Value| user["role"].as_str().unwrap().to_owned();
    for wanted in ["community_manager", "expert", "supervisor", "administrator"] {
        assert!(users.iter().any(|user| role(user) == wanted), "nobody is {wanted}");
    }
    for user in &users {
        assert_eq!(user["password"], PASSWORD);
        let signed_in = demo.signed_in(user["email"].as_str().unwrap()).await;
        if role(user) == "community_manager" {
            let mailed = signed_in.get("/api/v1/questions?channel=email").await.is(200).json;
            assert!(!mailed["items"].as_array().unwrap().is_empty(), "{mailed}");
            // No mail server is set up, and nothing claims to have been sent.
            let sent = signed_in.get("/api/v1/deliveries?state=done").await.is(200).json;
            assert_eq!(sent["items"], json!([]));
            // Nor is a link promised to an address that somebody typed.
            let typed = signed_in.get("/api/v1/questions?channel=web").await.is(200).json;
            let verify = format!("/api/v1/questions/{}/verify", typed["items"][0]["id"].as_str().unwrap());
            let refused = signed_in.post(&verify, &json!({})).await.is(409).json;
            assert!(refused["detail"].as_str().unwrap().contains("no mail server"), "{refused}");
        }
    }

    assert!(demo.stop(), "the demo ends when it is asked to");
    let verified = program.run(folder.path(), &["verify"], &[]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
