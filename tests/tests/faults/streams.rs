//! Streams that end with the right to them, where a command beside the desk takes it away.

use reqwest::Method;
use souffleur_tests::harness::Listener;
use tempfile::TempDir;

use crate::program;

const CM: &str = "cm@example.test";

/// On SQLite, which announces nothing to other processes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_password_from_the_command_line_ends_them() {
    let folder = TempDir::with_prefix("souffleur-faults-").unwrap();
    program().employ(folder.path(), CM, "community_manager");
    let desk = program().serve(folder.path(), &[]).await;
    let camille = desk.signed_in(CM).await;
    let stream = Listener::open(camille.request(Method::GET, "/api/v1/events")).await;
    let changed =
        program().run_with(folder.path(), &["user", "password", CM, "--stdin"], "une autre phrase de passe");
    assert!(changed.status.success(), "{}", String::from_utf8_lossy(&changed.stderr));
    stream.ends().await;
    let again = camille.request(Method::GET, "/api/v1/events").send().await.unwrap();
    assert_eq!(again.status(), 401, "nor is the session good for another one");
}
