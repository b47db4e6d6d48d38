//! What became of replies and letters, as people see it.

use jiff::SignedDuration;
use serde_json::json;
use souffleur_channels::email::{Cause, Letter, MailTransport, SendError, Sending, Step};
use souffleur_jobs::deliver_outbox;
use souffleur_tests::harness::TestDesk;

/// A mail server that refuses everything in one way.
struct Refusing(Cause, Step, &'static str);

impl MailTransport for Refusing {
    fn describe(&self) -> String {
        "a wall".to_owned()
    }

    fn send<'a>(&'a self, _: &'a Letter) -> Sending<'a> {
        Box::pin(async move { Err(SendError::new(self.0, self.1, self.2)) })
    }
}

async fn ask(desk: &TestDesk) -> serde_json::Value {
    let body =
        json!({"body": "Quelle taille choisir ?", "customer": {"name": "Zoé", "email": "zoe@client.test"}});
    desk.stranger().post("/api/v1/questions", &body).await.is(201).json
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_is_refused_is_told_on_its_question_and_sent_again_by_hand() {
    let desk = TestDesk::open().await;
    let cm = desk.caller("camille").await;
    let asked = ask(&desk).await;
    let id = asked["id"].as_str().unwrap();
    desk.settle().await;
    let question = cm.get(&format!("/api/v1/questions/{id}")).await.is(200).json;
    let reply = json!({"body": "Prenez du 38.", "version": question["version"]});
    cm.post(&format!("/api/v1/questions/{id}/replies"), &reply).await.is(201);
    let refusing = Refusing(Cause::LetterRefused, Step::Recipient, "550 no such mailbox");
    assert_eq!(deliver_outbox::pass(&desk.app, &refusing).await.unwrap().given_up, 1);

    let camille = desk.signed_in("camille").await;
    let page = camille.get(&format!("/questions/{id}")).await;
    assert!(page.html.contains("550 no such mailbox"), "{}", page.html);
    assert!(page.html.contains("/retry"));
    let inbox = camille.get("/inbox").await;
    assert!(inbox.html.contains("/deliveries?state=failed"));
    let list = camille.get("/deliveries?state=failed").await;
    assert!(list.html.contains("zoe@client.test") && list.html.contains("550 no such mailbox"));
    let alerts = camille.get("/alerts").await;
    assert!(alerts.html.contains("550 no such mailbox"), "{}", alerts.html);

    let failed = cm.get("/api/v1/deliveries?state=failed").await.is(200).json;
    let delivery = failed["items"][0]["id"].as_str().unwrap();
    cm.post(&format!("/api/v1/deliveries/{delivery}/retry"), &json!({})).await.is(204);
    desk.settle().await;
    assert_eq!(desk.letters_to("zoe@client.test").len(), 2, "the receipt and the reply");
    let page = camille.get(&format!("/questions/{id}")).await;
    assert!(!page.html.contains("550 no such mailbox"));
    assert!(!camille.get("/inbox").await.html.contains("/deliveries?state=failed"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_for_days_costs_nothing_and_everything_leaves_in_order() {
    let desk = TestDesk::open().await;
    let asked = ask(&desk).await;
    let id = asked["id"].as_str().unwrap();
    let refusing = Refusing(Cause::TransportRefused, Step::Auth, "535 authentication failed");
    for _ in 0..40 {
        deliver_outbox::pass(&desk.app, &refusing).await.unwrap();
        desk.clock.advance(SignedDuration::from_hours(3));
    }
    // Tokens do not last for days.
    let (cm, camille) = (desk.caller("camille").await, desk.signed_in("camille").await);
    assert!(camille.get("/deliveries").await.html.contains("535 authentication failed"));
    let waiting = cm.get("/api/v1/deliveries?state=waiting").await.is(200).json;
    assert!(waiting["items"].as_array().unwrap().iter().all(|row| row["attempts"] == 0), "{waiting}");
    let question = cm.get(&format!("/api/v1/questions/{id}")).await.is(200).json;
    let reply = json!({"body": "Prenez du 38.", "version": question["version"]});
    cm.post(&format!("/api/v1/questions/{id}/replies"), &reply).await.is(201);
    desk.clock.advance(SignedDuration::from_hours(1));
    desk.settle().await;
    let letters = desk.letters_to("zoe@client.test");
    assert_eq!(letters.len(), 1, "the receipt says nothing any more");
    assert!(letters[0].text.contains("Prenez du 38."));
    assert!(!camille.get("/deliveries").await.html.contains("535 authentication failed"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_no_mail_reaches_is_refused_at_the_door() {
    let desk = TestDesk::open().await;
    let label = format!("a@{}.fr", "x".repeat(64));
    for bad in ["a..b@client.test", ".a@client.test", "a@x-.fr", &label] {
        let body = json!({"body": "Bonjour", "customer": {"name": "Zoé", "email": bad}});
        let refused = desk.stranger().post("/api/v1/questions", &body).await.is(422).json;
        assert_eq!(refused["errors"][0]["field"], "customer.email", "{bad}: {refused}");
    }
    let body = json!({"body": "Bonjour", "customer": {"name": "Zoé", "email": "zoe@été.fr"}});
    desk.stranger().post("/api/v1/questions", &body).await.is(201);
    desk.settle().await;
    assert_eq!(desk.letters_to("zoe@xn--t-9fab.fr").len(), 1, "punycode");
}
