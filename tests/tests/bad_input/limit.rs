//! Who knocks too often waits, and is told how long.

use jiff::SignedDuration;
use serde_json::json;
use souffleur_tests::harness::{Base, Page, TestDesk, generous};
use souffleur_web::config::{Allowance, LimitsConfig};

use crate::place::good;

const THREE: Allowance = Allowance { burst: 3, per_minute: 3 };

async fn strict() -> TestDesk {
    let limits = LimitsConfig { sign_in: THREE, ask: THREE, ..generous() };
    TestDesk::open_with(Base::Sqlite, limits).await
}

fn wait(headers: &reqwest::header::HeaderMap) -> SignedDuration {
    let seconds = headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    SignedDuration::from_secs(seconds)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_asks_so_often_and_no_more() {
    let desk = strict().await;
    let stranger = desk.stranger();
    for _ in 0..3 {
        stranger.post("/api/v1/questions", &good()).await.is(201);
    }
    let before = desk.rows().await;
    let refused = stranger.post("/api/v1/questions", &good()).await;
    refused.is_problem(429);
    let visitor = desk.visitor();
    let page = visitor.fill("/ask", "/ask", &[("body", "Quelle taille ?"), ("name", "Marie")]).await.is(429);
    assert!(
        page.form("/ask").contains(&("body".to_owned(), "Quelle taille ?".to_owned())),
        "what was typed is kept"
    );
    assert_eq!(wait(&page.headers), wait(&refused.headers));
    assert_eq!(desk.rows().await, before);

    // The limit is a stranger's: staff and programs have work to do.
    desk.caller("camille").await.post("/api/v1/questions", &good()).await.is(201);
    desk.program("facebook").await.post("/api/v1/questions", &good()).await.is(201);
    // Who comes back when told to finds the door open.
    desk.clock.advance(wait(&refused.headers));
    let sent: Page = visitor.submit(&page, "/ask", &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    stranger.post("/api/v1/questions", &good()).await.is_problem(429);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_writes_again_so_often_and_no_more() {
    let desk = strict().await;
    let asked = desk.ask("Quelle taille ?").await;
    let (link, visitor) = (format!("/q/{}", asked.token.as_str()), desk.visitor());
    let action = format!("{link}/messages");
    for n in 0..3 {
        visitor.fill(&link, &action, &[("body", &format!("Message {n}"))]).await.leads_to(&link);
    }
    let before = desk.rows().await;
    let page = visitor.fill(&link, &action, &[("body", "Un de trop")]).await.is(429);
    assert!(page.form(&action).contains(&("body".to_owned(), "Un de trop".to_owned())));
    wait(&page.headers);
    assert_eq!(desk.rows().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passwords_are_tried_so_often_and_no_more() {
    let desk = strict().await;
    let stranger = desk.stranger();
    let guess = |email: &str| json!({"email": email, "password": "a guess"});
    for _ in 0..3 {
        stranger.post("/api/v1/session", &guess("lea@example.test")).await.is_problem(401);
    }
    let refused = stranger.post("/api/v1/session", &guess("LEA@example.test ")).await;
    refused.is_problem(429);
    let typed = [("email", "lea@example.test"), ("password", souffleur_tests::harness::house::PASSWORD)];
    let visitor = desk.visitor();
    let page = visitor.fill("/sign-in", "/sign-in", &typed).await.is(429);
    assert!(page.form("/sign-in").contains(&("email".to_owned(), "lea@example.test".to_owned())));
    assert!(
        page.form("/sign-in").contains(&("password".to_owned(), String::new())),
        "a password is not sent back"
    );
    // Somebody else is not locked out with her.
    stranger.post("/api/v1/session", &guess("karim@example.test")).await.is_problem(401);
    desk.clock.advance(wait(&refused.headers));
    visitor.submit(&page, "/sign-in", &typed).await.leads_to("/desk");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wall_clock_that_is_set_forward_and_back_locks_nobody_out() {
    let desk = strict().await;
    let (stranger, hours) = (desk.stranger(), SignedDuration::from_hours(2));
    desk.clock.jump(hours);
    for _ in 0..3 {
        stranger.post("/api/v1/questions", &good()).await.is(201);
    }
    let refused = stranger.post("/api/v1/questions", &good()).await;
    refused.is_problem(429);
    desk.clock.jump(-hours);
    let again = stranger.post("/api/v1/questions", &good()).await;
    again.is_problem(429);
    assert_eq!(wait(&again.headers), wait(&refused.headers), "no time has passed");
    desk.clock.advance(wait(&refused.headers));
    stranger.post("/api/v1/questions", &good()).await.is(201);
    // Nor does setting it forward let anybody in early.
    desk.clock.jump(hours);
    stranger.post("/api/v1/questions", &good()).await.is_problem(429);
}
