//! Tokens that are not what they should be: forged, expired, revoked, of somebody who left.

use data_encoding::BASE64URL_NOPAD;
use reqwest::Method;
use serde_json::json;
use souffleur_admin::settings;
use souffleur_tests::harness::{Reply, TestDesk, house::PASSWORD};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_not_ours_is_nobodys() {
    let desk = TestDesk::open().await;
    let session = desk.session("cm@example.test").await;
    let good = session["access_token"].as_str().unwrap();
    let parts: Vec<&str> = good.split('.').collect();
    let claims = BASE64URL_NOPAD.decode(parts[1].as_bytes()).unwrap();
    let lea = String::from_utf8(claims)
        .unwrap()
        .replace(&desk.user("camille").to_string(), &desk.user("lea").to_string());
    let none = BASE64URL_NOPAD.encode(br#"{"alg":"none","typ":"JWT"}"#);
    let forged = [
        "a.b.c".to_owned(),
        "nonsense".to_owned(),
        String::new(),
        "..".to_owned(),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{none}.{}.", parts[1]),
        format!("{}.{}.{}", parts[0], BASE64URL_NOPAD.encode(lea.as_bytes()), parts[2]),
        format!("{good}A"),
        session["refresh_token"].as_str().unwrap().to_owned(),
        "x".repeat(10_000),
    ];
    let before = desk.rows().await;
    for token in forged {
        let caller = desk.stranger().with_token(token.clone());
        caller.get("/api/v1/questions").await.is_problem(401);
        // A wrong token is not passed over where none is needed: its owner would take the answer for another.
        caller.post("/api/v1/questions", &crate::place::good()).await.is_problem(401);
        let cookie = format!("souffleur_session={token}");
        let request = desk.visitor().request(Method::GET, "/inbox").header("cookie", cookie);
        assert_eq!(request.send().await.unwrap().status(), 303, "{token}");
    }
    let caller = desk.stranger();
    for scheme in ["Basic Y206cGFzcw==", "Bearer", "bearer  ", "Token x"] {
        let request = caller.request(Method::GET, "/api/v1/questions").header("authorization", scheme);
        Reply::read(request).await.is_problem(401);
    }
    assert_eq!(desk.rows().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_access_token_expires_and_a_browser_renews_it_by_itself() {
    let desk = TestDesk::open().await;
    let (caller, browser) = (desk.caller("camille").await, desk.signed_in("camille").await);
    desk.clock.advance(jiff::SignedDuration::from_mins(14));
    caller.get("/api/v1/questions").await.is(200);
    desk.clock.advance(jiff::SignedDuration::from_mins(1));
    caller.get("/api/v1/questions").await.is_problem(401);
    browser.get("/inbox").await.is(200);
    desk.clock.advance(jiff::SignedDuration::from_hours(15 * 24));
    let page = browser.get("/inbox").await;
    assert!(page.location().starts_with("/sign-in"), "who is away for a fortnight signs in again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_left_is_out_at_once() {
    let desk = TestDesk::open().await;
    let (caller, browser) = (desk.caller("karim").await, desk.signed_in("karim").await);
    caller.get("/api/v1/questions").await.is(200);
    let (ada, karim) = (desk.actor("ada"), desk.user("karim"));
    let view = settings::user::get(&desk.app, ada, karim).await.unwrap();
    let form = settings::user::UserForm { active: false, ..view.form() };
    settings::user::save(&desk.app, ada, Some(karim), form).await.unwrap();
    caller.get("/api/v1/questions").await.is_problem(401);
    assert!(browser.get("/desk").await.location().starts_with("/sign-in"));
    let right = json!({"email": "karim@example.test", "password": PASSWORD});
    desk.stranger().post("/api/v1/session", &right).await.is_problem(401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_programs_token_ends_when_it_is_revoked_and_opens_nothing_else() {
    let desk = TestDesk::open().await;
    let program = desk.program("facebook").await;
    program.post("/api/v1/questions", &crate::place::good()).await.is(201);
    for path in ["/api/v1/questions", "/api/v1/reports/sla", "/api/v1/events"] {
        program.get(path).await.is_problem(403);
    }
    let other = crate::place::with("channel", json!("instagram"));
    program.post("/api/v1/questions", &other).await.refuses("channel");
    let ada = desk.actor("ada");
    let id = settings::program::list(&desk.app, ada).await.unwrap()[0].id;
    settings::program::revoke(&desk.app, ada, id).await.unwrap();
    program.post("/api/v1/questions", &crate::place::good()).await.is_problem(401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_tells_nobody_who_works_here() {
    let desk = TestDesk::open().await;
    let told = async |email: &str| {
        let answer =
            desk.stranger().post("/api/v1/session", &json!({"email": email, "password": "wrong"})).await;
        answer.is_problem(401);
        answer.told()
    };
    let known = told("lea@example.test").await;
    for other in ["nobody@example.test", "not an address", "", "lea@example.test\u{0}"] {
        assert_eq!(told(other).await, known, "{other:?}");
    }
}
