//! A customer's form whose token is no longer good: every word is kept, and one press sends it.

use reqwest::Method;
use souffleur_tests::{
    harness::{TestDesk, Visitor, files::photo_by, story::SIZES},
    on_both,
};

on_both!(
    an_expired_form_keeps_every_word_and_one_press_sends_it,
    a_picture_that_is_not_there_expires_no_form,
    what_another_site_sends_is_not_shown_again,
    characters_of_a_word_processor_do_not_refuse_a_question,
    what_somebody_wrote_runs_as_its_letters_do,
);

const TYPED: [(&str, &str); 4] =
    [("body", SIZES), ("subject", "Tailles"), ("name", "Zoé"), ("email", "zoe@example.test")];

async fn an_expired_form_keeps_every_word_and_one_press_sends_it(desk: TestDesk) {
    // A browser that lost its cookies, and one that keeps none.
    for (count, later) in [(1, Visitor::new(&desk.url)), (2, Visitor::without_cookies(&desk.url))] {
        let form = desk.visitor().get("/ask").await;
        let photo = photo_by("Zoé");
        let shown = later.send(&form, "/ask", &TYPED, &[("a.png", photo.as_slice())]).await.is(403);
        shown.says("envoyez une fois de plus");
        let kept = shown.form("/ask");
        for (name, value) in TYPED {
            assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}: {kept:?}");
        }
        assert!(kept.iter().any(|(name, _)| name == "kept"));
        assert_eq!(
            desk.rows().await.get("question").copied().unwrap_or(0),
            count - 1,
            "nothing was taken in"
        );
        let asked = later.submit(&shown, "/ask", &[]).await.is(303);
        // The second press of an impatient customer asks nothing new.
        later.submit(&shown, "/ask", &[]).await.leads_to(asked.location());

        let path = asked.location().to_owned();
        let action = format!("{path}/messages");
        let thread = desk.visitor().get(&path).await;
        let shown = later.submit(&thread, &action, &[("body", "Et en 40 ?")]).await.is(403);
        assert!(shown.form(&action).contains(&("body".to_owned(), "Et en 40 ?".to_owned())));
        later.submit(&shown, &action, &[]).await.is(303);
        desk.visitor().get(&path).await.says("Et en 40 ?");
    }
}

async fn a_picture_that_is_not_there_expires_no_form(desk: TestDesk) {
    // The browser asks for it while it opens its first page; the answer may come after the page.
    let get = |path: &str, what: &str| {
        desk.visitor().request(Method::GET, path).header("sec-fetch-dest", what).send()
    };
    let cookies = |answer: reqwest::Response| answer.headers().get_all("set-cookie").iter().count();
    assert_eq!(cookies(get("/favicon.ico", "image").await.unwrap()), 0);
    assert_eq!(cookies(get("/sign-in", "document").await.unwrap()), 1);
}

async fn what_another_site_sends_is_not_shown_again(desk: TestDesk) {
    let nobody = Visitor::without_cookies(&desk.url);
    let form = desk.visitor().get("/ask").await;
    let shown = nobody.submit(&form, "/ask", &TYPED).await.is(403);
    let mut fields = shown.form("/ask");
    fields.extend(TYPED.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let before = desk.rows().await;
    let post = || nobody.request(Method::POST, "/ask").form(&fields);
    let cross = [
        post(),
        post().header("origin", "https://evil.example"),
        post().header("origin", "null"),
        post().header("sec-fetch-site", "cross-site"),
        post().header("sec-fetch-site", "same-site"),
    ];
    for request in cross {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 403);
        assert!(!answer.text().await.unwrap().contains("id=\"ask-form\""));
    }
    assert_eq!(desk.rows().await, before);
}

async fn characters_of_a_word_processor_do_not_refuse_a_question(desk: TestDesk) {
    let visitor = desk.visitor();
    let pasted = [("body", "Une ligne\u{b}une autre\u{c}fin\u{2}."), ("name", "Zoé\u{2}")];
    let asked = visitor.fill("/ask", "/ask", &pasted).await.is(303);
    visitor.follow(&asked).await.says("une autre").says("fin.");
}

async fn what_somebody_wrote_runs_as_its_letters_do(desk: TestDesk) {
    let visitor = desk.visitor();
    let typed = [("body", "هل هو متوفر؟"), ("subject", "سؤال"), ("name", "ليلى"), ("public", "true")];
    let asked = visitor.fill("/ask", "/ask", &typed).await.is(303);
    let own = visitor.follow(&asked).await;
    let wall = visitor.get("/").await;
    for (page, places) in [
        (&own, ["h1.page-title", ".message-body", ".person-name"]),
        (&wall, [".wall-item h2", ".wall-item h2 + p + p", ".wall-item h2"]),
    ] {
        for place in places {
            let (dirs, count) = (page.all(place, "dir"), page.words(place).len());
            assert!(
                count > 0 && dirs.len() == count && dirs.iter().all(|dir| dir == "auto"),
                "{place}: {dirs:?}"
            );
        }
    }
    assert_eq!(own.all(".message-body", "lang"), ["fr"]);
}
