//! Who listens hears at once what is theirs to hear, and resumes where they were.

use reqwest::Method;
use serde_json::Value;
use souffleur_admin::{settings, user};
use souffleur_core::{Actor, id::SessionId};
use souffleur_tests::{
    harness::{
        Base, Listener, TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    an_expert_does_not_hear_of_others_questions,
    who_was_cut_off_hears_what_they_missed,
    a_page_is_told_what_to_load_again,
    an_administrator_hears_of_settings_only,
    a_stream_ends_with_the_right_to_it,
    a_page_goes_on_from_where_it_was_made,
);

async fn listen(desk: &TestDesk, name: &str) -> Listener {
    Listener::open(desk.caller(name).await.request(Method::GET, "/api/v1/events")).await
}

async fn an_expert_does_not_hear_of_others_questions(desk: TestDesk) {
    let (mut camille, mut karim) = (listen(&desk, "camille").await, listen(&desk, "karim").await);
    let leas = desk.ask_for("lea", SIZES).await;
    let heard = camille.until("assigned").await;
    assert_eq!(heard[0].name, "asked");
    let data: Value = serde_json::from_str(&heard[0].data).unwrap();
    assert_eq!(data["question"]["number"], leas.number);
    assert!(!heard.iter().any(|told| told.data.contains("taille")), "a stream says that, not what");
    let karims = desk.ask_for("karim", PARCEL).await;
    // The first thing that Karim hears is of his own, though Léa's came before it.
    let first: Value = serde_json::from_str(&karim.next().await.data).unwrap();
    assert_eq!(first["question"]["number"], karims.number);
    desk.reply(leas.id, "Du 38.").await;
    desk.reply(karims.id, "Demain.").await;
    for told in karim.until("replied").await {
        assert!(!told.data.contains(&leas.id.to_string()), "{told:?}");
    }
}

async fn who_was_cut_off_hears_what_they_missed(desk: TestDesk) {
    let mut camille = listen(&desk, "camille").await;
    let first = desk.ask_for("lea", SIZES).await;
    let heard = camille.until("assigned").await;
    let last = heard.last().unwrap().id.clone().unwrap();
    drop(camille);
    desk.clock.advance(jiff::SignedDuration::from_secs(60));
    desk.reply(first.id, "Du 38.").await;
    let second = desk.ask(PARCEL).await;
    let caller = desk.caller("camille").await;
    let again = |id: &str| caller.request(Method::GET, "/api/v1/events").header("last-event-id", id);
    let mut resumed = Listener::open(again(&last)).await;
    // What was told shortly before may be told again, by the same id; so one listens for the newest.
    let mut missed = resumed.until("replied").await;
    missed.extend(resumed.until("asked").await);
    let data: Value = serde_json::from_str(&missed.last().unwrap().data).unwrap();
    assert_eq!(data["question"]["number"], second.number);
    assert!(!missed.iter().any(|told| told.id.as_deref() == Some(&last)), "what was heard is not told again");
    // And a restart does not lose the place.
    let desk = desk.restarted().await;
    let caller = desk.caller("camille").await;
    let mut resumed =
        Listener::open(caller.request(Method::GET, "/api/v1/events").header("last-event-id", &last)).await;
    resumed.until("replied").await;
}

async fn a_page_is_told_what_to_load_again(desk: TestDesk) {
    let camille = desk.signed_in("camille").await;
    let mut page = Listener::open(camille.request(Method::GET, "/events")).await;
    let asked = desk.ask(SIZES).await;
    assert_eq!(page.next().await.name, "inbox-changed");
    assert_eq!(page.next().await.name, format!("question-{}", asked.number));
    // Whose session is over is told to stop, not to try for ever.
    let nobody = desk.visitor().request(Method::GET, "/events").header("accept", "text/event-stream");
    assert_eq!(nobody.send().await.unwrap().status(), 204);
    let listening = tokio::spawn(page.ends());
    let _desk = desk.restarted().await;
    listening.await.expect("a stream ends when the desk stops");
}

async fn an_administrator_hears_of_settings_only(desk: TestDesk) {
    let browser = desk.signed_in("ada").await;
    let mut ada = Listener::open(browser.request(Method::GET, "/events")).await;
    desk.ask(SIZES).await;
    let typed = [("name", "Retours"), ("key", "returns")];
    browser.fill("/settings/topics/new", "/settings/topics", &typed).await.is(303);
    assert_eq!(ada.next().await.name, "settings-changed");
}

/// Listens as somebody who signs in for it, and says which session that is.
async fn listen_in_session(desk: &TestDesk, name: &str) -> (Listener, SessionId) {
    let reader = desk.app.store().read();
    let before: Vec<_> =
        reader.sessions_of(desk.user(name)).await.unwrap().iter().map(|session| session.id).collect();
    let visitor = desk.signed_in(name).await;
    let page = Listener::open(visitor.request(Method::GET, "/events")).await;
    let sessions = reader.sessions_of(desk.user(name)).await.unwrap();
    (page, sessions.iter().map(|session| session.id).find(|id| !before.contains(id)).unwrap())
}

async fn a_stream_ends_with_the_right_to_it(desk: TestDesk) {
    // On PostgreSQL everything is done on another node, or by a command beside the desk.
    let elsewhere = if desk.base() == Base::Postgres { desk.another_node().await } else { desk.app.clone() };
    let mut stays = listen(&desk, "nadia").await;
    let (kept, _) = listen_in_session(&desk, "camille").await;
    let mut kept = kept;

    let (page, session) = listen_in_session(&desk, "camille").await;
    user::sign_out(&elsewhere, session).await.unwrap();
    page.ends().await;

    let (page, session) = listen_in_session(&desk, "camille").await;
    user::revoke_session(&elsewhere, desk.actor("camille"), session).await.unwrap();
    page.ends().await;
    // The other session of the same person goes on.
    let asked = desk.ask(SIZES).await;
    while kept.next().await.name != format!("question-{}", asked.number) {}

    let page = listen(&desk, "lea").await;
    let caller = desk.caller("lea").await;
    user::set_password(&elsewhere, Actor::Desk, desk.user("lea"), "une autre phrase de passe").await.unwrap();
    page.ends().await;
    // And not only the stream: the session is not good for another one.
    let again = caller.request(Method::GET, "/api/v1/events").send().await.unwrap();
    assert_eq!(again.status(), 401);

    let apply = async |lines: &str| {
        let person = format!("[[user]]\nemail = \"karim@example.test\"\nname = \"Karim Haddad\"\n{lines}");
        let file = settings::DeskFile::parse(&person).unwrap();
        settings::apply(&elsewhere, Actor::Desk, file).await.unwrap();
    };
    let page = listen(&desk, "karim").await;
    apply("role = \"supervisor\"").await;
    page.ends().await;
    let page = listen(&desk, "karim").await;
    apply("role = \"supervisor\"\nactive = false").await;
    page.ends().await;

    let asked = desk.ask(PARCEL).await;
    let heard = stays.until("assigned").await;
    assert!(!heard.is_empty(), "who may still listen hears of {}", asked.number);
}

async fn a_page_goes_on_from_where_it_was_made(desk: TestDesk) {
    let camille = desk.signed_in("camille").await;
    let page = camille.get("/inbox").await.is(200);
    let stream = page.html.split_once("hx-sse:connect=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    desk.clock.advance(jiff::SignedDuration::from_secs(60));
    let asked = desk.ask(SIZES).await;
    // It is heard by whoever comes late, without having heard anything before.
    for _ in 0..2 {
        let mut late = Listener::open(camille.request(Method::GET, &stream)).await;
        while late.next().await.name != format!("question-{}", asked.number) {}
    }
    // And whoever was told how far they have come goes on from there.
    let mut raw = camille.request(Method::GET, &stream).send().await.unwrap();
    let first = String::from_utf8(raw.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    assert!(first.starts_with("id:") && !first.starts_with("id: \n"), "{first}");
}

/// The connection that listens is lost: what was told meanwhile this node does not know, so its readers ask for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_ends_after_its_node_was_cut_off() {
    let desk = TestDesk::open_on(Base::Postgres).await;
    let mut page = listen(&desk, "camille").await;
    desk.ask(SIZES).await;
    let last = page.until("assigned").await.last().unwrap().id.clone().unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE 'LISTEN%'";
    assert_eq!(desk.meddle(cut).await, 1);
    let missed = desk.ask(PARCEL).await;
    page.ends().await;
    let caller = desk.caller("camille").await;
    let again = caller.request(Method::GET, "/api/v1/events").header("last-event-id", last);
    let mut again = Listener::open(again).await;
    while !again.next().await.data.contains(&format!(":{}", missed.number)) {}
}
