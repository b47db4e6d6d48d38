//! Sessions and passwords: what ends, ends at once; what is private stays in no cache; what can be guessed is refused.

use serde_json::json;
use souffleur_question::question;
use souffleur_tests::{
    harness::{TestDesk, generous, house::PASSWORD},
    on_both,
};
use souffleur_web::config::{Allowance, LimitsConfig};

on_both!(
    a_new_password_ends_other_sessions_at_once,
    what_is_private_is_stored_nowhere,
    signing_out_clears_the_browser,
    passwords_that_can_be_guessed_are_refused,
    an_account_is_tried_so_often_from_anywhere,
);

/// A password that nobody guesses.
const GOOD: &str = "mirabelle quatorze tambour";

async fn a_new_password_ends_other_sessions_at_once(desk: TestDesk) {
    let (mut browsers, mut programs) = (vec![], vec![]);
    for _ in 0..2 {
        browsers.push(desk.signed_in("lea").await);
        programs.push(desk.caller("lea").await);
    }
    // Every one of them was seen alive a moment ago, by both nodes.
    for browser in &browsers {
        browser.get("/profile").await.is(200);
    }
    for program in &programs {
        program.get("/api/v1/questions").await.is(200);
    }
    let typed = [("current", PASSWORD), ("password", GOOD)];
    browsers[0].fill("/profile", "/profile/password", &typed).await.is(303);
    browsers[0].get("/profile").await.is(200);
    browsers[1].get("/profile").await.is(303);
    for program in &programs {
        program.get("/api/v1/questions").await.is_problem(401);
    }
}

async fn what_is_private_is_stored_nowhere(desk: TestDesk) {
    let visitor = desk.visitor();
    let form = visitor.get("/ask").await;
    let picture = souffleur_tests::harness::files::photo_by("Marie Dupont");
    let typed = [("body", "Quelle taille choisir ?"), ("name", "Marie Dupont"), ("public", "")];
    let asked = visitor.send(&form, "/ask", &typed, &[("photo.png", &picture)]).await.is(303);
    let page = visitor.follow(&asked).await;
    assert_eq!(page.header("cache-control"), "no-store");
    let file = page.all("a.file-image", "href").pop().unwrap();
    assert_eq!(visitor.get(&file).await.is(200).header("cache-control"), "no-store");
    let camille = desk.signed_in("camille").await;
    let id = question::by_number(&desk.app, desk.actor("camille"), 1001).await.unwrap().question.id;
    let place = camille.get(&format!("/questions/{id}")).await.is(200);
    let file = place.all("a.file-image", "href").pop().unwrap();
    assert_eq!(camille.get(&file).await.is(200).header("cache-control"), "no-store");
}

async fn signing_out_clears_the_browser(desk: TestDesk) {
    let lea = desk.signed_in("lea").await;
    let out = lea.fill("/profile", "/sign-out", &[]).await.is(303);
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    lea.get("/profile").await.is(303);
}

async fn passwords_that_can_be_guessed_are_refused(desk: TestDesk) {
    let lea = desk.signed_in("lea").await;
    for weak in [
        "password123",
        "motdepasse1",
        "azertyuiop",
        "Lea.Bernard.2026",
        "bernard lea 1",
        "aaaaaaaaaaaaaaaa",
        "0612345678",
        "souffleur2026",
    ] {
        let typed = [("current", PASSWORD), ("password", weak)];
        let refused = lea.fill("/profile", "/profile/password", &typed).await;
        assert_eq!(refused.status, 422, "{weak}");
        refused.says("trop facile à deviner");
    }
    let typed = [("current", PASSWORD), ("password", GOOD)];
    lea.fill("/profile", "/profile/password", &typed).await.is(303);
}

async fn an_account_is_tried_so_often_from_anywhere(desk: TestDesk) {
    let base = desk.base();
    drop(desk);
    let limits = LimitsConfig { sign_in_account: Allowance { burst: 3, per_minute: 1 }, ..generous() };
    let desk = TestDesk::open_with(base, limits).await;
    let wrong = json!({ "email": "lea@example.test", "password": "ce n'est pas le bon" });
    let mut tried = 0;
    for network in 1..=5 {
        let caller = desk.stranger().at_address(&format!("127.0.0.{network}"));
        let answer = caller.post("/api/v1/session", &wrong).await;
        tried += usize::from(answer.status == 401);
        if answer.status != 401 {
            answer.is_problem(429);
        }
    }
    assert_eq!(tried, 3, "from five addresses, one account");
    let other = json!({ "email": "karim@example.test", "password": PASSWORD });
    desk.stranger().post("/api/v1/session", &other).await.is(200);
}
