//! Who one is: links that work once, sessions that rotate, and what ends them.

use serde_json::json;
use souffleur_admin::user;
use souffleur_tests::{
    harness::{Caller, TestDesk, eventually, generous, house::PASSWORD},
    on_both,
};

on_both!(
    the_first_administrator_comes_in_once,
    a_refresh_token_is_good_once,
    an_invitation_is_accepted_once,
    signing_out_ends_the_session_everywhere,
    another_password_ends_the_other_sessions,
);

async fn the_first_administrator_comes_in_once(furnished: TestDesk) {
    let desk = TestDesk::open_empty(furnished.base(), generous()).await;
    let before = user::first_administrator_link(&desk.app).await.unwrap().expect("an empty desk invites");
    let link = user::first_administrator_link(&desk.app).await.unwrap().expect("a restart invites again");
    let (path, old) = [&link, &before].map(|link| link.trim_start_matches(&desk.url).to_owned()).into();
    let visitor = desk.visitor();
    let weak = [("name", "Ada"), ("email", "ada@example.test"), ("password", "short")];
    let refused = visitor.fill(&path, &path, &weak).await.is(422);
    assert!(refused.error_at("password").chars().count() > 5);
    let typed = [("name", "Ada"), ("email", "ada@example.test"), ("password", PASSWORD)];
    visitor.submit(&refused, &path, &typed).await.leads_to("/settings");
    visitor.get("/settings").await.is(200);

    let other = desk.visitor();
    for link in [&path, &old] {
        other.get(link).await.is(404);
    }
    assert_eq!(user::first_administrator_link(&desk.app).await.unwrap(), None);
    desk.visitor().sign_in("ada@example.test", PASSWORD).await.leads_to("/settings");
}

async fn refresh(desk: &TestDesk, token: &str) -> souffleur_tests::harness::Reply {
    desk.stranger().post("/api/v1/session/refresh", &json!({"refresh_token": token})).await
}

async fn a_refresh_token_is_good_once(desk: TestDesk) {
    let session = desk.session("lea@example.test").await;
    let first = session["refresh_token"].as_str().unwrap();
    desk.clock.advance(jiff::SignedDuration::from_mins(20));
    let renewed = refresh(&desk, first).await.is(200).json;
    let second = renewed["refresh_token"].as_str().unwrap();
    assert_ne!(first, second);
    let caller = desk.stranger().with_token(renewed["access_token"].as_str().unwrap().to_owned());
    caller.get("/api/v1/questions").await.is(200);
    // Two tabs that renew at the same moment are one person.
    refresh(&desk, first).await.is(200);
    // Later, a token that was replaced is in two hands: the session ends for both.
    desk.clock.advance(jiff::SignedDuration::from_mins(1));
    refresh(&desk, first).await.is_problem(401);
    refresh(&desk, second).await.is_problem(401);
    desk.clock.advance(jiff::SignedDuration::from_mins(15));
    caller.get("/api/v1/questions").await.is_problem(401);
    for nonsense in ["", ".", "nobody's", &first[..40], &format!("{first}x")] {
        refresh(&desk, nonsense).await.is_problem(401);
    }
}

async fn an_invitation_is_accepted_once(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let typed =
        [("name", "Zoé Blanc"), ("email", "zoe@example.test"), ("role", "expert"), ("active", "true")];
    ada.fill("/settings/users/new", "/settings/users", &typed).await.is(303);
    let settings = desk.app.settings();
    let zoe = settings.users.iter().find(|user| user.email.as_str() == "zoe@example.test").unwrap().id;
    let action = format!("/settings/users/{zoe}/invite");
    let page = ada.fill(&format!("/settings/users/{zoe}"), &action, &[]).await.is(200);
    assert!(page.html.contains("/invitation/"), "the link is shown");
    desk.settle().await;
    let letter = desk.letters_to("zoe@example.test").remove(0);
    let path = letter.text.split_whitespace().find(|word| word.contains("/invitation/")).unwrap();
    let path = path.trim_start_matches(&desk.url).to_owned();

    let visitor = desk.visitor();
    visitor.fill(&path, &path, &[("password", PASSWORD)]).await.leads_to("/desk");
    desk.visitor().get(&path).await.is(404);
    desk.visitor().sign_in("zoe@example.test", PASSWORD).await.leads_to("/desk");
}

/// A caller with a new session of somebody.
async fn session(desk: &TestDesk, email: &str) -> Caller {
    let session = desk.session(email).await;
    desk.stranger().with_token(session["access_token"].as_str().unwrap().to_owned())
}

async fn signing_out_ends_the_session_everywhere(desk: TestDesk) {
    let browser = desk.signed_in("lea").await;
    let thief = browser.clone();
    browser.fill("/profile", "/sign-out", &[]).await.leads_to("/sign-in");
    assert!(thief.get("/desk").await.location().starts_with("/sign-in"));
    let caller = session(&desk, "lea@example.test").await;
    let ended = caller.request(reqwest::Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(ended.status(), 204);
    // Another node hears of it a moment later; each answers some of these.
    eventually("no node knows the session", async || {
        for _ in 0..4 {
            if caller.get("/api/v1/questions").await.status == 200 {
                return None;
            }
        }
        Some(())
    })
    .await;
    caller.get("/api/v1/questions").await.is_problem(401);
}

async fn another_password_ends_the_other_sessions(desk: TestDesk) {
    let (browser, elsewhere) = (desk.signed_in("lea").await, session(&desk, "lea@example.test").await);
    let wrong = browser.fill(
        "/profile",
        "/profile/password",
        &[("current", "not hers"), ("password", "une autre phrase")],
    );
    let page = wrong.await.is(422);
    assert!(page.error_at("current").chars().count() > 5);
    let typed = [("current", PASSWORD), ("password", "une autre phrase")];
    browser.submit(&page, "/profile/password", &typed).await.leads_to("/profile");
    browser.get("/desk").await.is(200);
    // Within the moment for which a session is not looked up again, and certainly after it.
    desk.clock.advance(jiff::SignedDuration::from_mins(1));
    elsewhere.get("/api/v1/questions").await.is_problem(401);
    desk.visitor().sign_in("lea@example.test", "une autre phrase").await.leads_to("/desk");
}
