//! A desk as people run it, with somebody of each role: the demo, or a house of one's own, which a browser signs in to.

use std::{path::Path, time::Duration};

use fantoccini::{Client, Locator, key::Key};
use serde::Deserialize;
use serde_json::json;
use souffleur_core::permission::Role;
use tempfile::TempDir;

use super::{
    Caller,
    browser::forget_visitor,
    server::{PASSWORD, Program, Server},
};

/// A running desk. Dropping it ends it.
#[derive(Debug)]
pub struct Instance {
    /// Where it listens.
    pub url: String,
    users: Vec<Login>,
    _server: Server,
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
        let folder = folder();
        let server = Program(binary).start("demo", folder.path(), &[]).await;
        let users = serde_json::from_value(server.ready["users"].clone()).expect("log-ins");
        Self { url: server.url.clone(), users, _server: server, _folder: folder }
    }

    /// A house that has one person of each role, and nothing else.
    pub async fn new_house(binary: &Path) -> Self {
        let folder = folder();
        let login = |role: Role| {
            let role = role.as_str();
            let email = format!("{role}@example.test");
            Program(binary).employ(folder.path(), &email, role);
            Login { email, password: PASSWORD.to_owned(), role: role.to_owned() }
        };
        let users = Role::ALL.map(login).to_vec();
        let server = Program(binary).serve(folder.path(), &[]).await;
        Self { url: server.url.clone(), users, _server: server, _folder: folder }
    }

    /// Signs in as somebody with this role: the last one who has it.
    pub async fn sign_in(&self, client: &Client, role: &str) {
        let Login { email, password, .. } =
            self.users.iter().rfind(|user| user.role == role).expect("somebody of each role");
        forget_visitor(client, &self.url).await;
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

fn folder() -> TempDir {
    TempDir::with_prefix("souffleur-desk-").expect("a folder")
}
