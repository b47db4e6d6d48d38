//! The desk as people run it: the binary, in a process of its own, on a folder of its own.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, Locator, key::Key};
use serde::Deserialize;
use serde_json::{Value, json};
use souffleur_core::permission::Role;
use tempfile::TempDir;

use super::{Caller, eventually};

/// Everybody's password at a house of one's own.
const PASSWORD: &str = "le souffleur souffle";

/// A running desk. Dropping it ends it.
#[derive(Debug)]
pub struct Instance {
    /// Where it listens.
    pub url: String,
    users: Vec<Login>,
    process: Child,
    _folder: TempDir,
}

/// One way in.
#[derive(Debug, Clone, Deserialize)]
struct Login {
    email: String,
    password: String,
    role: String,
}

impl Instance {
    /// The demo.
    pub async fn demo(binary: &Path) -> Self {
        let (process, said, folder) = start(binary, "demo", folder()).await;
        let users = serde_json::from_value(said["users"].clone()).expect("log-ins");
        Self { url: address(&said), users, process, _folder: folder }
    }

    /// A house that has one person of each role, and nothing else.
    pub async fn new_house(binary: &Path) -> Self {
        let folder = folder();
        let users = Role::ALL.map(|role| employ(binary, &folder.path().join("data"), role)).to_vec();
        let (process, said, folder) = start(binary, "serve", folder).await;
        Self { url: address(&said), users, process, _folder: folder }
    }

    /// Signs in as somebody with this role: the last one who has it.
    pub async fn sign_in(&self, client: &Client, role: &str) {
        let Login { email, password, .. } =
            self.users.iter().rfind(|user| user.role == role).expect("somebody of each role");
        client.delete_all_cookies().await.expect("the last visitor is forgotten");
        client.goto(&format!("{}/sign-in", self.url)).await.expect("the page opens");
        let type_into = async |css: &str, words: &str| {
            let field = client.find(Locator::Css(css)).await.expect("a field");
            field.send_keys(words).await.expect("typing");
        };
        type_into("[name=email]", email).await;
        type_into("[name=password]", &format!("{password}{}", char::from(Key::Enter))).await;
        let signed_in = Locator::Css("[action='/sign-out']");
        client.wait().at_most(Duration::from_secs(30)).for_element(signed_in).await.expect("signed in");
    }
}

impl Instance {
    /// The addresses of everybody with this role.
    pub fn people(&self, role: &str) -> Vec<&str> {
        self.users.iter().filter(|user| user.role == role).map(|user| user.email.as_str()).collect()
    }

    /// A program of somebody, by their address.
    pub async fn caller(&self, email: &str) -> Caller {
        let Login { email, password, .. } =
            self.users.iter().find(|user| user.email == email).expect("somebody with this address");
        let caller = Caller::new(&self.url);
        let session = json!({"email": email, "password": password});
        let session = caller.post("/api/v1/session", &session).await.is(200).json;
        caller.with_token(session["access_token"].as_str().expect("a token").to_owned())
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn folder() -> TempDir {
    TempDir::with_prefix("souffleur-desk-").expect("a folder")
}

fn address(said: &Value) -> String {
    said["url"].as_str().expect("an address").to_owned()
}

/// Starts the binary, and waits for what it says once it listens.
async fn start(binary: &Path, command: &str, folder: TempDir) -> (Child, Value, TempDir) {
    let ready = folder.path().join("ready.json");
    let process = Command::new(binary)
        .args([command, "--listen", "127.0.0.1:0"])
        .arg("--data")
        .arg(folder.path().join("data"))
        .arg("--ready-file")
        .arg(&ready)
        .stdout(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", binary.display()));
    let said =
        eventually("the desk listens", async || serde_json::from_str(&fs::read_to_string(&ready).ok()?).ok())
            .await;
    (process, said, folder)
}

/// Adds somebody by the command line.
fn employ(binary: &Path, data: &Path, role: Role) -> Login {
    let role = role.as_str();
    let email = format!("{role}@example.test");
    let mut adding = Command::new(binary)
        .args([
            "user",
            "add",
            &email,
            "--name",
            "Camille Moreau",
            "--role",
            role,
            "--password-stdin",
            "--data",
        ])
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", binary.display()));
    let mut input = adding.stdin.take().expect("it listens");
    writeln!(input, "{PASSWORD}").expect("it takes a password");
    drop(input);
    assert!(adding.wait().expect("it ends").success(), "{email} could not be added");
    Login { email, password: PASSWORD.to_owned(), role: role.to_owned() }
}
