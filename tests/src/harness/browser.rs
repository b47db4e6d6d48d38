//! A real browser: headless Chromium through chromedriver, with a profile of its own.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

use super::devtools;

/// A running browser. Dropping it ends it.
pub struct Browser {
    /// What drives it.
    pub client: Client,
    driver: Child,
    profile: TempDir,
}

/// How the browser is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether its owner prefers dark pages.
    pub dark: bool,
    /// The language it asks for.
    pub language: &'static str,
    /// The time zone of its owner.
    pub zone: &'static str,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 1440, height: 900, dark: false, language: "en", zone: "Europe/Paris" }
    }
}

impl Browser {
    /// Starts one; panics with what is missing if it can't.
    pub async fn start(look: Look) -> Self {
        let (driver, port) = start_driver(look);
        let profile = TempDir::with_prefix("souffleur-browser-").expect("a folder");
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--hide-scrollbars".to_owned(),
            format!("--lang={}", look.language),
            format!("--window-size={},{}", look.width, look.height),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let capabilities = json!({"goog:chromeOptions": {
            "args": arguments,
            "prefs": {"intl.accept_languages": look.language},
        }});
        let capabilities = capabilities.as_object().expect("an object").clone();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the browser starts");
        devtools::look(&client, look).await;
        Self { client, driver, profile }
    }

    /// Ends it in order; a test that fails leaves that to the drop.
    pub async fn close(self) {
        drop(self.client.clone().close().await);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(Command::new("kill").arg(self.driver.id().to_string()).status());
        drop(self.driver.wait());
        // A driver that is ended while a test is at work leaves its browser behind, which would go on drawing for ever.
        drop(Command::new("pkill").arg("-f").arg(self.profile.path()).status());
    }
}

/// Makes the browser that of a stranger to the desk at `url`.
///
/// The open page is left first: an answer that it still waits for could bring its visitor's cookie back.
pub async fn forget_visitor(client: &Client, url: &str) {
    client.goto(&format!("{url}/healthz")).await.expect("a page without anybody opens");
    client.delete_all_cookies().await.expect("the last visitor is forgotten");
}

/// Starts a driver on a port of its own choice. It ends where somebody else took that port between its two looks, so it is
/// started again a few times.
fn start_driver(look: Look) -> (Child, u16) {
    for _ in 0..5 {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .env("TZ", look.zone)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed; tests/run installs it");
        if let Some(port) = port_of(&mut driver) {
            return (driver, port);
        }
        drop(driver.wait());
    }
    panic!("chromedriver finds no port");
}

/// The port that the driver says it chose; none where it ended first.
fn port_of(driver: &mut Child) -> Option<u16> {
    let output = driver.stdout.take().expect("its output is ours");
    let mut lines = BufReader::new(output).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("on port ")?;
        // Before it has chosen, it says that it was asked for port 0.
        port.trim_end_matches('.').parse().ok().filter(|port| *port != 0)
    });
    // Whoever stops reading a pipe stops its writer in the end.
    std::thread::spawn(move || lines.for_each(drop));
    port
}
