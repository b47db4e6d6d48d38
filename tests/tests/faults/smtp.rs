//! A mail server that refuses, hangs, drops, lies or is gone: every letter leaves once it works again, at most repeated under
//! the same Message-ID, and what can't be delivered is said.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use souffleur_tests::harness::{
    Caller, Misbehave, Server, SmtpServer, SmtpStep, eventually, smtp::TakenOver,
};
use tempfile::TempDir;

use crate::{
    program,
    ready::{TOKEN, Watch},
};

const CM: &str = "cm@example.test";

/// A house with a community manager and an administrator.
fn house() -> TempDir {
    let folder = TempDir::with_prefix("souffleur-smtp-").unwrap();
    program().employ(folder.path(), CM, "community_manager");
    folder
}

async fn serve(folder: &TempDir, smtp: &SmtpServer) -> Server {
    let url = smtp.url();
    let settings = [
        TOKEN,
        ("mail.smtp_url", url.as_str()),
        ("mail.from", "desk@example.test"),
        ("mail.step_seconds", "1"),
        ("mail.letter_seconds", "4"),
        ("mail.retry_seconds", "1"),
        ("limits.ask_per_minute", "100000"),
    ];
    program().serve(folder.path(), &settings).await
}

async fn ask(desk: &Server, email: &str) -> Value {
    let body = json!({"body": "Bonjour, où est mon colis ?", "customer": {"name": "Zoé", "email": email}});
    desk.caller().post("/api/v1/questions", &body).await.is(201).json
}

/// The letters that a customer got.
fn to(smtp: &SmtpServer, email: &str) -> Vec<TakenOver> {
    smtp.taken().into_iter().filter(|letter| letter.to == email).collect()
}

async fn arrives(smtp: &SmtpServer, email: &str) {
    eventually(&format!("a letter reaches {email}"), async || (!to(smtp, email).is_empty()).then_some(()))
        .await;
}

async fn in_state(cm: &Caller, state: &str) -> Vec<Value> {
    let list = cm.get(&format!("/api/v1/deliveries?state={state}")).await.is(200).json;
    list["items"].as_array().unwrap().clone()
}

fn once_each(letters: &[TakenOver]) {
    let ids: BTreeSet<&str> = letters.iter().map(|letter| letter.id.as_str()).collect();
    assert_eq!(ids.len(), letters.len(), "a letter was repeated: {letters:?}");
}

/// Whatever the server does at whichever step, letters leave by themselves once it behaves, and no other is held up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_leave_once_the_server_works_again() {
    let (folder, smtp) = (house(), SmtpServer::open().await);
    let desk = serve(&folder, &smtp).await;
    let (cm, watch) = (desk.signed_in(CM).await, Watch::on(&desk));
    let mut number = 0;
    for step in SmtpStep::ALL {
        for what in [Misbehave::Hang, Misbehave::Drop, Misbehave::Say("451 not now".to_owned())] {
            number += 1;
            let email = format!("zoe{number}@client.test");
            smtp.script(step, what.clone());
            let before = smtp.connections();
            ask(&desk, &email).await;
            let held = async || {
                let tried = smtp.connections() > before || step > SmtpStep::Auth;
                let rows = [in_state(&cm, "waiting").await, in_state(&cm, "unknown").await].concat();
                rows.iter()
                    .any(|row| row["to"] == email.as_str() && (tried && !row["step"].is_null()))
                    .then_some(())
            };
            eventually(&format!("{step:?} {what:?} is noticed"), held).await;
            smtp.behave();
            // A letter on which the connection was dropped lets others go first; a person need not wait for that.
            let handed_over = async || {
                for row in in_state(&cm, "waiting").await {
                    let id = row["id"].as_str().unwrap();
                    drop(cm.post(&format!("/api/v1/deliveries/{id}/retry"), &json!({})).await);
                }
                let rows = in_state(&cm, "done").await;
                rows.iter().any(|row| row["to"] == email.as_str()).then_some(())
            };
            eventually(&format!("it leaves after {step:?} {what:?}"), handed_over).await;
        }
    }
    eventually("nothing waits", async || in_state(&cm, "waiting").await.is_empty().then_some(())).await;
    assert!(in_state(&cm, "failed").await.is_empty(), "nothing was lost");
    // Mail that waits keeps no question out.
    watch.was_true(&[]);
    once_each(&smtp.taken());
}

/// A wrong password destroys nothing: letters wait, whoever can mend it is told, and all of them leave afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_destroys_no_letter() {
    let (folder, smtp) = (house(), SmtpServer::open().await);
    smtp.script(SmtpStep::Auth, Misbehave::Say("535 authentication failed".to_owned()));
    let desk = serve(&folder, &smtp).await;
    let cm = desk.signed_in(CM).await;
    for number in 0..20 {
        ask(&desk, &format!("zoe{number}@client.test")).await;
    }
    eventually("it is tried several times", async || (smtp.connections() > 3).then_some(())).await;
    assert_eq!(in_state(&cm, "waiting").await.len(), 20);
    let attempts: Vec<Value> =
        in_state(&cm, "waiting").await.iter().map(|row| row["attempts"].clone()).collect();
    assert!(attempts.iter().all(|attempts| *attempts == 0), "{attempts:?}");
    smtp.behave();
    eventually("all leave", async || (smtp.taken().len() == 20).then_some(())).await;
    once_each(&smtp.taken());
    assert!(in_state(&cm, "failed").await.is_empty());
}

/// A refused recipient fails alone, is told to the community managers, and can be sent again by hand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_recipient_is_told_and_sent_again_by_hand() {
    let (folder, smtp) = (house(), SmtpServer::open().await);
    for step in [SmtpStep::Recipient, SmtpStep::Data, SmtpStep::Content] {
        let desk = serve(&folder, &smtp).await;
        let cm = desk.signed_in(CM).await;
        let email = format!("{step:?}@client.test").to_lowercase();
        smtp.script(step, Misbehave::Say("550 no such mailbox".to_owned()));
        ask(&desk, &email).await;
        // Alerts to the community managers may fail beside it.
        let own = async || in_state(&cm, "failed").await.into_iter().find(|letter| letter["to"] == email);
        let failed = eventually("it fails", own).await;
        assert_eq!(failed["server_reply"], "550 no such mailbox");
        assert_eq!(failed["cause"], "letter_refused");
        smtp.behave();
        let id = failed["id"].as_str().unwrap();
        cm.post(&format!("/api/v1/deliveries/{id}/retry"), &json!({})).await.is(204);
        arrives(&smtp, &email).await;
        eventually("it is done", async || own().await.is_none().then_some(())).await;
        cm.post(&format!("/api/v1/deliveries/{id}/retry"), &json!({})).await.is(409);
    }
    once_each(&smtp.taken());
}

/// A server that takes the letter and is gone before it says so: the outcome is unknown, the repeat has the same id.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drop_after_data_is_repeated_under_the_same_id() {
    let (folder, smtp) = (house(), SmtpServer::open().await);
    let desk = serve(&folder, &smtp).await;
    let cm = desk.signed_in(CM).await;
    smtp.script(SmtpStep::Content, Misbehave::TakeAndDrop);
    ask(&desk, "zoe@client.test").await;
    let unknown = eventually("nobody knows", async || in_state(&cm, "unknown").await.pop()).await;
    assert_eq!(unknown["cause"], "unknown");
    smtp.behave();
    eventually("it is done", async || in_state(&cm, "done").await.pop()).await;
    let letters = to(&smtp, "zoe@client.test");
    assert!(letters.len() >= 2, "it was repeated");
    let same = letters.iter().all(|letter| *letter == letters[0]);
    assert!(same, "byte for byte: {letters:?}");
}

/// `kill -9` in the middle of sending: the restarted desk sends what it had claimed within seconds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn claimed_letters_leave_within_seconds_of_a_restart() {
    let (folder, smtp) = (house(), SmtpServer::open().await);
    let desk = serve(&folder, &smtp).await;
    smtp.script(SmtpStep::Content, Misbehave::Hang);
    let called = smtp.connections();
    for number in 0..6 {
        ask(&desk, &format!("zoe{number}@client.test")).await;
    }
    eventually("some are on their way", async || (smtp.connections() > called).then_some(())).await;
    desk.kill();
    smtp.behave();
    let again = serve(&folder, &smtp).await;
    let restarted = std::time::Instant::now();
    eventually("all arrive", async || (smtp.taken().len() >= 6).then_some(())).await;
    assert!(restarted.elapsed().as_secs() < 10, "they had to wait for {:?}", restarted.elapsed());
    let ids: BTreeSet<String> = smtp.taken().into_iter().map(|letter| letter.id).collect();
    assert_eq!(ids.len(), 6);
    drop(again);
}

/// Once a reply is there, its question's receipt is not sent any more; replies keep their order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_never_arrives_after_the_answer() {
    let (folder, smtp) = (house(), SmtpServer::open().await);
    smtp.script(SmtpStep::Hello, Misbehave::Say("554 no".to_owned()));
    let desk = serve(&folder, &smtp).await;
    let cm = desk.signed_in(CM).await;
    let asked = ask(&desk, "zoe@client.test").await;
    let id = asked["id"].as_str().unwrap();
    eventually("the transport is paused", async || (smtp.connections() > 0).then_some(())).await;
    let question = cm.get(&format!("/api/v1/questions/{id}")).await.is(200).json;
    let reply = json!({"body": "Il arrive demain.", "version": question["version"]});
    cm.post(&format!("/api/v1/questions/{id}/replies"), &reply).await.is(201);
    smtp.behave();
    arrives(&smtp, "zoe@client.test").await;
    eventually("nothing waits", async || in_state(&cm, "waiting").await.is_empty().then_some(())).await;
    let letters = to(&smtp, "zoe@client.test");
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].raw.contains("Il arrive demain."), "{letters:?}");
    assert_eq!(in_state(&cm, "superseded").await.len(), 1);
}
