//! Every page that can be reached by its links, by whoever may, in both languages and both themes: axe finds nothing that
//! keeps anybody out. Links are followed by their form, so one question, one topic and one report of each kind is seen.

use std::{
    collections::{BTreeSet, VecDeque},
    path::PathBuf,
};

use fantoccini::Client;
use serde::Deserialize;
use souffleur_app::attachment::{Incoming, receive};
use souffleur_question::question::{draft_with, note, schedule};
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    devtools,
    files::{document_by, photo_by},
    story::{PARCEL, SIZES},
};

use super::stage::{find, sign_in};

/// Who looks, and at what.
const PEOPLE: [Option<&str>; 5] = [
    None,
    Some("cm@example.test"),
    Some("lea@example.test"),
    Some("sup@example.test"),
    Some("admin@example.test"),
];

/// What links of a page lead to, each once for its form.
const LINKS: &str =
    "return [...document.querySelectorAll('a[href^=\"/\"]')].map((a) => a.getAttribute('href'))";

const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.map(
        ({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html.slice(0, 300)) }))))";

/// Something that keeps people out.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_kept_out_in_french() {
    Box::pin(walk("fr")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_kept_out_in_english() {
    Box::pin(walk("en")).await;
}

async fn walk(language: &'static str) {
    let desk = TestDesk::open().await;
    Box::pin(furnish(&desk)).await;
    let axe = axe();
    let browser = Browser::start(Look { language, ..Look::default() }).await;
    let (mut found, mut seen) = (Vec::new(), 0);
    for person in PEOPLE {
        match person {
            Some(email) => sign_in(&browser, &desk.url, email).await,
            None => browser.client.goto(&desk.url).await.expect("the wall opens"),
        }
        seen += look_around(&browser.client, &desk.url, language, &axe, &mut found).await;
    }
    browser.close().await;
    assert!(seen > 60, "only {seen} pages were seen: what leads to the others?");
    assert!(found.is_empty(), "{} barriers on {seen} pages:\n{}", found.len(), found.join("\n"));
}

/// Questions in several states, so that pages have something to show.
async fn furnish(desk: &TestDesk) {
    let sizes = desk.ask_for("lea", SIZES).await;
    let mut uploads = Vec::new();
    for (name, bytes) in [("a.png", photo_by("Léa")), ("b.pdf", document_by("Lea"))] {
        let mut incoming = Incoming::for_app(&desk.app).await.expect("a file");
        incoming.write(&bytes).await.expect("its bytes");
        uploads.push(incoming.finish(name.to_owned()).await.expect("an upload"));
    }
    let files = receive(&desk.app, 0, uploads).await.expect("two files");
    let text = "Prenez du **38** :\n\n- le [guide](https://example.com)\n- `38`".to_owned();
    let drafted = draft_with(&desk.app, desk.actor("lea"), sizes.id, text, files.clone(), None).await;
    drafted.expect("a draft");
    let noted = note(&desk.app, desk.actor("camille"), sizes.id, "À relire avec Léa".to_owned()).await;
    noted.expect("a note");
    let parcel = desk.ask_for("karim", PARCEL).await;
    let reply = souffleur_question::question::Reply {
        body: "Votre colis part **ce soir**.".to_owned(),
        draft_id: None,
        files,
        version: desk.question(parcel.id).await.question.version,
        weight: souffleur_core::message::MessageKind::Reply,
        confirmed_leaks: false,
    };
    souffleur_question::question::reply(&desk.app, desk.actor("camille"), parcel.id, reply)
        .await
        .expect("a reply");
    let waits = desk.ask_for("lea", SIZES).await;
    let reply = souffleur_question::question::Reply {
        body: "Demain.".to_owned(),
        draft_id: None,
        files: vec![],
        version: desk.question(waits.id).await.question.version,
        weight: souffleur_core::message::MessageKind::Reply,
        confirmed_leaks: false,
    };
    let at = desk.now() + jiff::SignedDuration::from_hours(1);
    schedule(&desk.app, desk.actor("camille"), waits.id, reply, at).await.expect("a reply that waits");
    desk.ask_for("karim", PARCEL).await;
    desk.settle().await;
}

/// Looks at every page that can be reached from here, and says how many there were.
async fn look_around(
    client: &Client,
    url: &str,
    language: &'static str,
    axe: &str,
    found: &mut Vec<String>,
) -> usize {
    let here = client.current_url().await.expect("an address").path().to_owned();
    let (mut known, mut waiting) = (BTreeSet::new(), VecDeque::from([here]));
    let mut seen = 0;
    while let Some(path) = waiting.pop_front() {
        client.goto(&format!("{url}{path}")).await.expect("the page opens");
        find(client, "main").await;
        seen += 1;
        client.execute(axe, vec![]).await.expect("axe is there");
        for dark in [false, true] {
            // Dark is what one reads on a phone in the evening.
            let width = if dark { 390 } else { 1440 };
            devtools::look(client, Look { dark, width, language, ..Look::default() }).await;
            let theme = if dark { "dark" } else { "light" };
            found.extend(barriers(client, &format!("{path} ({language}, {theme})")).await);
        }
        let links = client.execute(LINKS, vec![]).await.expect("links");
        for link in serde_json::from_value::<Vec<String>>(links).expect("texts") {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if is_page(&link) && known.insert(form(&link)) {
                waiting.push_back(link);
            }
        }
    }
    seen
}

/// What axe finds on the page that is open, which must have it.
pub(crate) async fn barriers(client: &Client, place: &str) -> Vec<String> {
    let violations = client.execute_async(RUN, vec![]).await.expect("axe runs");
    let violations: Vec<Violation> = serde_json::from_value(violations).expect("what axe says");
    let line = |Violation { id, help, nodes }: &Violation| {
        format!("{place}: {id}: {help}\n    {}", nodes.join("\n    "))
    };
    violations.iter().map(line).collect()
}

/// Whether a link leads to a page, and not to a file or another language.
fn is_page(link: &str) -> bool {
    !["/assets/", "/files/", "/api/", "/feed", "/language", "format=csv", ".csv", ".atom"]
        .iter()
        .any(|part| link.contains(part))
}

/// A link without what differs between things of one kind: ids, numbers, and what its filters are set to.
fn form(link: &str) -> String {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    let is_name = |part: &&str| part.len() < 20 && !part.chars().all(|one| one.is_ascii_digit());
    let path: Vec<_> = path.split('/').map(|part| Some(part).filter(is_name).unwrap_or("*")).collect();
    let mut fields: Vec<_> = query
        .split('&')
        .map(|field| match field.split_once('=') {
            Some((name @ ("view" | "group_by" | "state"), value)) => format!("{name}={value}"),
            Some((name, _)) => name.to_owned(),
            None => field.to_owned(),
        })
        .collect();
    fields.sort();
    format!("{}?{}", path.join("/"), fields.join("&"))
}

/// The text of axe-core, which `tests/run` installs.
pub(crate) fn axe() -> String {
    let path = std::env::var_os("TEST_AXE").map(PathBuf::from).expect("TEST_AXE: run tests/run");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
