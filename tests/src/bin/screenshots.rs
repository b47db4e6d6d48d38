//! Takes a picture of every page of a demo desk, at the width of a desktop and of a phone, light and dark.
//!
//! ```sh
//! cargo build --release && cargo run -p souffleur-tests --bin screenshots -- target/release/souffleur docs/screenshots en
//! ```

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
    time::Duration,
};

use fantoccini::{Client, Locator, key::Key};
use serde_json::Value;
use souffleur_tests::harness::{
    browser::{Browser, Look},
    devtools, eventually,
};
use tempfile::TempDir;

/// A page: what its pictures are called, who looks at it, where it is, and which link to follow there first.
type Shot = (&'static str, Option<&'static str>, &'static str, Option<&'static str>);

const COMMUNITY_MANAGER: Option<&str> = Some("community_manager");
const EXPERT: Option<&str> = Some("expert");
const SUPERVISOR: Option<&str> = Some("supervisor");
const ADMINISTRATOR: Option<&str> = Some("administrator");

const SHOTS: &[Shot] = &[
    ("wall", None, "/", None),
    ("wall-question", None, "/", Some(".wall-answer ~ * a, .wall-item:has(.wall-answer) h2 a")),
    ("ask", None, "/ask", None),
    ("promise", None, "/promise", None),
    ("faq", None, "/faq", None),
    ("sign-in", None, "/sign-in", None),
    ("not-found", None, "/wall/999999", None),
    ("inbox", COMMUNITY_MANAGER, "/inbox?view=drafted", Some("[data-item]")),
    ("inbox-list", COMMUNITY_MANAGER, "/inbox", None),
    ("inbox-answered", COMMUNITY_MANAGER, "/inbox?view=answered", Some("[data-item]")),
    ("inbox-snoozed", COMMUNITY_MANAGER, "/inbox?view=snoozed", None),
    ("answers", COMMUNITY_MANAGER, "/answers", None),
    ("answers-new", COMMUNITY_MANAGER, "/answers/new", None),
    ("proposals", COMMUNITY_MANAGER, "/inbox", Some("[data-item]")),
    ("desk", EXPERT, "/desk", None),
    ("desk-question", EXPERT, "/desk", Some("[data-item]")),
    ("own-figures", EXPERT, "/desk/figures", None),
    ("profile", EXPERT, "/profile", None),
    ("alerts", EXPERT, "/alerts", None),
    ("report", SUPERVISOR, "/reports/sla", None),
    ("board", SUPERVISOR, "/reports/board", None),
    ("board-projector", SUPERVISOR, "/reports/board?projector=", None),
    ("report-late", SUPERVISOR, "/reports/late", None),
    ("report-hours", SUPERVISOR, "/reports/sla?group_by=hour&against=previous", None),
    ("report-objectives", SUPERVISOR, "/reports/objectives", None),
    ("report-objective", SUPERVISOR, "/reports/objectives/new", None),
    ("report-share", SUPERVISOR, "/reports/share", None),
    ("report-routing", SUPERVISOR, "/reports/routing", None),
    ("report-pauses", SUPERVISOR, "/reports/pauses", None),
    ("report-experts", SUPERVISOR, "/reports/sla?group_by=expert", None),
    ("report-questions", SUPERVISOR, "/reports/sla", Some("a[href*='state=breached']")),
    ("settings", ADMINISTRATOR, "/settings", None),
    ("settings-topics", ADMINISTRATOR, "/settings/topics", None),
    ("settings-topic", ADMINISTRATOR, "/settings/topics/new", None),
    ("settings-experts", ADMINISTRATOR, "/settings/experts", None),
    (
        "settings-expert",
        ADMINISTRATOR,
        "/settings/experts",
        Some("main a[href^='/settings/experts/']:not([href$='new'])"),
    ),
    ("settings-calendars", ADMINISTRATOR, "/settings/calendars", None),
    (
        "settings-calendar",
        ADMINISTRATOR,
        "/settings/calendars",
        Some("main a[href^='/settings/calendars/']:not([href$='new'])"),
    ),
    ("settings-calendar-year", ADMINISTRATOR, "/settings/calendars", Some("main a[href$='/year']")),
    ("settings-policies", ADMINISTRATOR, "/settings/policies", None),
    ("settings-policy-trial", ADMINISTRATOR, "/settings/policies/trial", None),
    (
        "settings-policy",
        ADMINISTRATOR,
        "/settings/policies",
        Some("main a[href^='/settings/policies/']:not([href$='new'])"),
    ),
    ("settings-voices", ADMINISTRATOR, "/settings/voices", None),
    ("settings-users", ADMINISTRATOR, "/settings/users", None),
    ("settings-user", ADMINISTRATOR, "/settings/users/new", None),
    ("settings-rules", ADMINISTRATOR, "/settings/rules", None),
    ("settings-rule", ADMINISTRATOR, "/settings/rules/new", None),
    ("settings-programs", ADMINISTRATOR, "/settings/programs", None),
    ("settings-desk", ADMINISTRATOR, "/settings/desk", None),
    ("settings-learning", ADMINISTRATOR, "/settings/model", None),
    ("settings-audit", ADMINISTRATOR, "/settings/audit", None),
];

/// A demo desk in a process of its own.
struct Demo {
    process: Child,
    url: String,
    users: Vec<Value>,
    _folder: TempDir,
}

impl Demo {
    async fn start(binary: &Path) -> Self {
        let folder = TempDir::with_prefix("souffleur-demo-").expect("a folder");
        let ready = folder.path().join("ready.json");
        let data = folder.path().join("data");
        let process = Command::new(binary)
            .args(["demo", "--listen", "127.0.0.1:0"])
            .arg("--data")
            .arg(&data)
            .arg("--ready-file")
            .arg(&ready)
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", binary.display()));
        let said = eventually("the demo listens", async || fs::read_to_string(&ready).ok()).await;
        let said: Value = serde_json::from_str(&said).expect("the ready file is JSON");
        let url = said["url"].as_str().expect("an address").to_owned();
        let users = said["users"].as_array().expect("log-ins").clone();
        Self { process, url, users, _folder: folder }
    }

    async fn sign_in(&self, client: &Client, role: &str) {
        // The last expert of the list has the most questions.
        let user = self.users.iter().rfind(|user| user["role"] == role).expect("somebody of each role");
        let field = |name: &str| user[name].as_str().expect("a log-in").to_owned();
        client.delete_all_cookies().await.expect("the last visitor is forgotten");
        client.goto(&format!("{}/sign-in", self.url)).await.expect("the page opens");
        let type_into = async |css: &str, words: &str| {
            let field = client.find(Locator::Css(css)).await.expect("a field");
            field.send_keys(words).await.expect("typing");
        };
        type_into("[name=email]", &field("email")).await;
        type_into("[name=password]", &format!("{}{}", field("password"), char::from(Key::Enter))).await;
        let signed_in = Locator::Css("[action='/sign-out']");
        client.wait().at_most(Duration::from_secs(20)).for_element(signed_in).await.expect("signed in");
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let binary = PathBuf::from(arguments.next().unwrap_or_else(|| "target/release/souffleur".to_owned()));
    let out = PathBuf::from(arguments.next().unwrap_or_else(|| "docs/screenshots".to_owned()));
    let language = if arguments.next().as_deref() == Some("fr") { "fr" } else { "en" };
    fs::create_dir_all(&out).expect("the folder can be made");
    let demo = Demo::start(&binary).await;
    let browser = Browser::start(Look { language, ..Look::default() }).await;
    let client = &browser.client;
    ask(client, &demo.url).await;
    take(client, &out, "thread", language).await;
    let mut role = None;
    for (name, who, path, link) in SHOTS {
        if role != *who {
            demo.sign_in(client, who.expect("visitors come first")).await;
            role = *who;
        }
        client.goto(&format!("{}{path}", demo.url)).await.expect("the page opens");
        if let Some(link) = link {
            follow(client, link).await;
        }
        take(client, &out, name, language).await;
    }
    browser.close().await;
}

/// Asks as a customer, and ends on the page that only they know of.
async fn ask(client: &Client, url: &str) {
    client.goto(&format!("{url}/ask")).await.expect("the page opens");
    let words = if language_of(client).await == "fr" {
        ("Mon virement n’est toujours pas arrivé. Que dois-je faire ?", "Marie Delmas")
    } else {
        ("My transfer has still not arrived. What should I do?", "Mary Dale")
    };
    for (css, words) in [("textarea[name=body]", words.0), ("[name=name]", words.1)] {
        client.find(Locator::Css(css)).await.expect("a field").send_keys(words).await.expect("typing");
    }
    client
        .find(Locator::Css("main form button[type=submit]"))
        .await
        .expect("a button")
        .click()
        .await
        .expect("sent");
    client
        .wait()
        .at_most(Duration::from_secs(20))
        .for_element(Locator::Css(".thread-facts"))
        .await
        .expect("a thread");
}

async fn language_of(client: &Client) -> String {
    let language = client.execute("return document.documentElement.lang", vec![]).await.expect("an answer");
    language.as_str().unwrap_or_default().to_owned()
}

/// Goes where a link leads, as a page of its own.
async fn follow(client: &Client, css: &str) {
    let link = client.find(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"));
    let href = link.prop("href").await.expect("an answer").expect("a link leads somewhere");
    client.goto(&href).await.expect("the page opens");
}

#[expect(clippy::print_stdout, reason = "it takes a while, and says how far it is")]
async fn take(client: &Client, out: &Path, name: &str, language: &str) {
    let address = client.current_url().await.expect("an address");
    for (width, height) in [(1440, 900), (390, 844)] {
        for dark in [false, true] {
            devtools::look(client, Look { width, height, dark, ..Look::default() }).await;
            client.goto(address.as_str()).await.expect("the page opens");
            let theme = if dark { "dark" } else { "light" };
            let file = out.join(format!("{name}-{width}-{theme}-{language}.png"));
            let picture = client.screenshot().await.expect("a picture");
            fs::write(&file, picture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
    }
    println!("{name}");
}
