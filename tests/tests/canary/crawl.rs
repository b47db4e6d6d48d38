//! Everything that somebody who is not signed in can get hold of.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use souffleur_tests::harness::{TestDesk, Visitor};

use crate::journey::{Journey, MAILBOX};

/// What was found, by where.
#[derive(Default)]
pub(crate) struct Catch(BTreeMap<String, String>);

/// Where a stranger begins, beside the customers' links.
const DOORS: [&str; 15] = [
    "/",
    "/promise",
    "/shared/nothing",
    "/ask",
    "/faq",
    "/feed.atom",
    "/sign-in",
    "/profile",
    "/nowhere",
    "/invitation/nothing",
    "/healthz",
    "/readyz",
    "/metrics",
    "/robots.txt",
    "/api/v1/openapi.json",
];

/// Doors of the wings: what they say when they stay closed is public too.
const CLOSED: [&str; 8] = [
    "/inbox",
    "/desk",
    "/reports/sla",
    "/settings",
    "/events",
    "/api/v1/events",
    "/api/v1/questions",
    "/api/v1/reports/sla",
];

impl Catch {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn everything(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(place, text)| (place.as_str(), text.as_str()))
    }

    /// Every page, from every door, by every link, in both languages.
    pub(crate) async fn pages(&mut self, desk: &TestDesk, journey: &Journey) {
        for language in ["fr", "en"] {
            let visitor = desk.visitor();
            let numbers = 1001..1001 + i64::try_from(journey.links.len()).unwrap() + 2;
            let walls = numbers.map(|number| format!("/wall/{number}"));
            let doors = DOORS.iter().chain(&CLOSED).map(|door| (*door).to_owned());
            let links = journey.links.iter().chain(&journey.shared).cloned();
            let mut waiting: Vec<String> = doors.chain(walls).chain(links).collect();
            let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
            while let Some(path) = waiting.pop() {
                let (text, links) = open(&visitor, &path, language).await;
                self.0.insert(format!("GET {path} ({language})"), text);
                let local = links.into_iter().map(|link| link.trim_start_matches(&desk.url).to_owned());
                for link in local.filter(|link| link.starts_with('/') && !link.starts_with("/language/")) {
                    let link = link.split('#').next().unwrap_or_default().to_owned();
                    if known.insert(link.clone()) {
                        waiting.push(link);
                    }
                }
            }
        }
    }

    /// What calls and forms answer, good ones and bad ones.
    pub(crate) async fn answers(&mut self, desk: &TestDesk, journey: &Journey) {
        for (index, answer) in journey.answers.iter().enumerate() {
            self.0.insert(format!("answer {index}"), answer.clone());
        }
        let stranger = desk.stranger();
        let bad = [
            ("{", "not JSON"),
            ("{}", "nothing"),
            (r#"{"body":"","customer":{"name":"x"}}"#, "an empty question"),
        ];
        for (body, what) in bad {
            let request = stranger.request(Method::POST, "/api/v1/questions");
            let answer = request.header("content-type", "application/json").body(body).send().await.unwrap();
            self.0.insert(format!("POST {what}"), whole(answer).await);
        }
        let visitor = desk.visitor();
        let refused = visitor.fill("/ask", "/ask", &[("email", "no address")]).await;
        self.0.insert("POST /ask, refused".to_owned(), format!("{:?}\n{}", refused.headers, refused.html));
        for link in &journey.links {
            let told = visitor.request(Method::GET, link).header("hx-request", "true").send().await.unwrap();
            self.0.insert(format!("{link} by htmx"), whole(told).await);
        }
    }

    /// The letters to customers, as they left and as they wait.
    pub(crate) fn letters(&mut self, desk: &TestDesk) {
        let letters = desk.letters_to(MAILBOX);
        // Four receipts, two replies, and one that asks for patience.
        assert!(
            letters.len() >= 7,
            "{:?}",
            letters.iter().map(|letter| letter.header("subject")).collect::<Vec<_>>()
        );
        for (index, letter) in letters.iter().enumerate() {
            self.0.insert(format!("letter {index} ({})", letter.header("subject")), letter.everything());
        }
    }
}

async fn open(visitor: &Visitor, path: &str, language: &str) -> (String, Vec<String>) {
    let request = visitor.request(Method::GET, path).header("accept-language", language);
    let answer = request.send().await.expect("an answer");
    assert_ne!(answer.status().as_u16() / 100, 5, "{path}");
    let text = whole(answer).await;
    let links = links(&text);
    (text, links)
}

/// Status, headers and body of an answer. A live stream would have no end, but nobody outside is given one.
async fn whole(answer: reqwest::Response) -> String {
    let head = format!("{} {:?}", answer.status(), answer.headers());
    let body = answer.bytes().await.expect("a body");
    format!("{head}\n{}", String::from_utf8_lossy(&body))
}

/// Whatever looks like an address, in pages and in the feed.
fn links(body: &str) -> Vec<String> {
    let attributes = ["href=\"", "src=\"", "action=\"", "hx-get=\""];
    let found = attributes.iter().flat_map(|attribute| body.split(attribute).skip(1));
    found.filter_map(|rest| rest.split('"').next()).map(|link| link.replace("&amp;", "&")).collect()
}
