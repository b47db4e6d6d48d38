//! Files that lie: every way that is known in which a file carries a name, through every place that takes files, to what a
//! customer can fetch; and files that cost far more than they weigh.

use std::{fs, path::Path};

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use souffleur_tests::harness::{
    Caller, Page, Program, Reply, TestDesk, Visitor, files::parcel, story::SIZES,
};
use tempfile::TempDir;

#[path = "../../../crates/media/tests/samples/mod.rs"]
mod samples;

use samples::{carries, document, picture};

const EXPERT: &str = "Lea Bernard";
/// As many as one message may bring.
const TOGETHER: usize = 5;
/// What is refused instead of cleaned.
const REFUSED: [&str; 2] = ["JPEG 2000", "photo in contents"];

/// Every file that carries the name of an expert and can be cleaned, as many together as one message may bring.
fn parcels() -> Vec<Vec<(&'static str, Vec<u8>)>> {
    let mut all = picture::all(EXPERT);
    all.extend(document::all(EXPERT).into_iter().filter(|(what, _)| !REFUSED.contains(what)));
    all.chunks(TOGETHER).map(<[_]>::to_vec).collect()
}

/// What is refused, and what its sender reads about it.
fn refused() -> Vec<(Vec<u8>, &'static str)> {
    let of = |wanted: &str| document::all(EXPERT).into_iter().find(|(what, _)| *what == wanted).unwrap().1;
    vec![
        (of("JPEG 2000"), "JPEG 2000"),
        (document::heavy(512), "trop complexe"),
        (picture::png_of(20_000, 20_000), "50 mégapixels"),
        (picture::gif_of(1, 1, 1_001), "animation est trop longue"),
        (b"%PDF-1.7 nothing".to_vec(), "abîmé"),
    ]
}

fn borrowed<'a>(files: &'a [(&'static str, Vec<u8>)]) -> Vec<(&'a str, &'a [u8])> {
    files.iter().map(|(what, bytes)| (*what, bytes.as_slice())).collect()
}

fn links(page: &Page) -> Vec<String> {
    page.all(".files a", "href")
}

/// Fetches every file that a customer sees in their thread; how many they are.
async fn nothing_leaks(desk: &TestDesk, thread: &str) -> usize {
    let customer = desk.visitor();
    let links = links(&customer.get(thread).await.is(200));
    for link in &links {
        let answer = customer.request(Method::GET, link).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{link}");
        let headers = format!("{:?}", answer.headers());
        let bytes = answer.bytes().await.unwrap();
        assert!(!carries(&bytes, EXPERT), "{link}: {}", String::from_utf8_lossy(&bytes));
        assert!(!headers.contains("Bernard"), "{headers}");
    }
    links.len()
}

async fn bring(by: &Caller, path: &str, message: &Value, files: &[(&str, &[u8])]) -> Reply {
    let (kind, body) = parcel(&[("message".to_owned(), message.to_string())], files);
    Reply::read(by.request(Method::POST, path).header("content-type", kind).body(body)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_form_of_a_customer_lets_a_name_through() {
    let desk = TestDesk::open().await;
    for files in parcels() {
        let customer = desk.visitor();
        let form = customer.get("/ask").await;
        let typed = [("body", SIZES), ("name", "Zoé"), ("public", "true")];
        let asked = customer.send(&form, "/ask", &typed, &borrowed(&files)).await.is(303);
        let thread = asked.location().to_owned();
        let page = customer.get(&thread).await;
        let action = format!("{thread}/messages");
        customer.send(&page, &action, &[("body", "Encore.")], &borrowed(&files)).await.is(303);
        assert_eq!(nothing_leaks(&desk, &thread).await, 2 * files.len());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_call_of_a_program_lets_a_name_through() {
    let desk = TestDesk::open().await;
    let (lea, camille) = (desk.caller("lea").await, desk.caller("camille").await);
    for files in parcels() {
        let message = json!({"body": SIZES, "customer": {"name": "Zoé"}});
        let asked =
            bring(&desk.stranger(), "/api/v1/questions", &message, &borrowed(&files)).await.is(201).json;
        let (id, link) = (asked["id"].as_str().unwrap(), asked["public_url"].as_str().unwrap());
        let token = link.rsplit('/').next().unwrap();
        let again = format!("/api/v1/threads/{token}/messages");
        bring(&desk.stranger(), &again, &json!({"body": "Encore."}), &borrowed(&files)).await.is(201);
        let path = format!("/api/v1/questions/{id}");
        if desk.question(id.parse().unwrap()).await.question.assignee.expert() != Some(desk.user("lea")) {
            let to = souffleur_question::question::AssignTo::Expert(desk.user("lea"));
            desk.assign(id.parse().unwrap(), to).await;
        }
        let draft = bring(&lea, &format!("{path}/drafts"), &json!({"body": "Voici."}), &borrowed(&files))
            .await
            .is(201);
        let version = camille.get(&path).await.is(200).json["version"].clone();
        let reply = json!({"body": "Voici.", "draft_id": draft.json["id"], "with_draft_files": true,
            "version": version});
        bring(&camille, &format!("{path}/replies"), &reply, &[]).await.is(201);
        assert_eq!(nothing_leaks(&desk, &format!("/q/{token}")).await, 3 * files.len());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_draft_and_no_reply_on_a_page_lets_a_name_through() {
    let desk = TestDesk::open().await;
    let (lea, camille) = (desk.signed_in("lea").await, desk.signed_in("camille").await);
    for files in parcels() {
        let drafted = desk.ask_for("lea", SIZES).await;
        let place = format!("/desk/{}", drafted.id);
        let page = lea.get(&place).await.is(200);
        let typed = [("body", "Voici.")];
        lea.send(&page, &format!("{place}/draft"), &typed, &borrowed(&files)).await.is(303);
        reply(&camille, &drafted.id.to_string(), &[]).await;
        let thread = format!("/q/{}", drafted.token.as_str());
        assert_eq!(nothing_leaks(&desk, &thread).await, files.len());

        let asked = desk.ask(SIZES).await;
        reply(&camille, &asked.id.to_string(), &borrowed(&files)).await;
        let thread = format!("/q/{}", asked.token.as_str());
        assert_eq!(nothing_leaks(&desk, &thread).await, files.len());
    }
    // What is written beside a draft brings no files.
    let asked = desk.ask_for("lea", SIZES).await;
    let place = format!("/desk/{}", asked.id);
    lea.fill(&place, &format!("{place}/ask-colleague"), &[("ask", "@karim.haddad Quel délai ?")])
        .await
        .is(303);
    let karim = desk.signed_in("karim").await;
    let page = karim.get(&place).await.is(200);
    let photo = picture::png(EXPERT);
    let files = [("a.png", photo.as_slice())];
    karim.send(&page, &format!("{place}/beside"), &[("body", "Cinq jours.")], &files).await.is(415);
}

/// The community manager replies at once, with the files of the draft that the page offers, and more.
async fn reply(camille: &Visitor, id: &str, files: &[(&str, &[u8])]) {
    let place = format!("/questions/{id}");
    let page = camille.get(&place).await.is(200);
    camille.send(&page, &format!("{place}/reply"), &[("body", "Voici."), ("undo", "")], files).await.is(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_file_says_why_and_takes_nothing_of_what_was_typed() {
    let desk = TestDesk::open().await;
    let asked = desk.ask_for("lea", SIZES).await;
    let (lea, camille) = (desk.signed_in("lea").await, desk.signed_in("camille").await);
    let thread = format!("/q/{}", asked.token.as_str());
    let places = [
        (desk.visitor(), "/ask".to_owned(), "/ask".to_owned()),
        (desk.visitor(), thread.clone(), format!("{thread}/messages")),
        (lea, format!("/desk/{}", asked.id), format!("/desk/{}/draft", asked.id)),
        (camille, format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id)),
    ];
    for (by, path, action) in places {
        for (bytes, why) in refused() {
            let page = by.get(&path).await.is(200);
            let typed = [("body", "Des mots choisis longuement."), ("name", "Zoé")];
            let again = by.send(&page, &action, &typed, &[("a", &bytes)]).await.is(422);
            let said = again.error_at("files");
            assert!(said.contains(why), "{action}: {said}");
            let kept = again.form(&action);
            assert!(
                kept.iter().any(|(name, value)| name == "body" && value == typed[0].1),
                "{action}: {kept:?}"
            );
        }
    }
    for (bytes, _) in refused() {
        let message = json!({"body": SIZES, "customer": {"name": "Zoé"}});
        bring(&desk.stranger(), "/api/v1/questions", &message, &[("a", &bytes)]).await.refuses("files");
    }
    assert_eq!(desk.rows().await["question"], 1, "nothing was half-stored");
}

/// The most memory that a process ever had, in megabytes.
fn most_memory(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn six_heavy_documents_at_once_stay_within_bounds() {
    /// What six uploads weigh, read and taken apart, and what is cleaned at the same time.
    const MOST_GROWTH: u64 = 320;
    let folder = TempDir::with_prefix("souffleur-hostile-").unwrap();
    let program = Program(Path::new(env!("CARGO_BIN_EXE_souffleur_under_test")));
    let desk = program.serve(folder.path(), &[("limits.ask_per_minute", "1000")]).await;
    let message = json!({"body": SIZES, "customer": {"name": "Zoé"}});
    let small = picture::png(EXPERT);
    bring(&desk.caller(), "/api/v1/questions", &message, &[("a", &small)]).await.is(201);
    let before = most_memory(desk.pid());
    let mut heavy = document::heavy(2_048);
    let noise = (0_u32..).map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()[3]);
    heavy.extend(noise.take(8_500_000 - heavy.len()));
    let callers: Vec<_> = (0..6).map(|_| desk.caller()).collect();
    let files = [("a.pdf", heavy.as_slice())];
    let answers = join_all(callers.iter().map(|by| bring(by, "/api/v1/questions", &message, &files))).await;
    for answer in &answers {
        answer.refuses("files");
    }
    let growth = most_memory(desk.pid()) - before;
    assert!(growth <= MOST_GROWTH, "{growth} MB more");
    bring(&desk.caller(), "/api/v1/questions", &message, &[("a", &small)]).await.is(201);
    assert!(desk.stop());
}
