//! What each person chooses for themselves, and what the page makes of a small screen: the language, light or dark, one pane
//! at a time.

use fantoccini::Client;
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    devtools, eventually,
    house::HOUSE,
    story::{PARCEL, SIZES},
};

use super::{
    keyboard::{enter, tab_to},
    stage::{find, open, press, says, sign_in, visit},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_language_and_the_light_are_chosen_and_stay() {
    let desk = TestDesk::open().await;
    desk.ask_for("lea", SIZES).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    client.goto(&format!("{}/inbox", desk.url)).await.expect("the inbox opens");
    says(client, "h1", "Réception").await;
    tab_to(client, ".app-tools details.menu > summary").await;
    enter(client).await;
    tab_to(client, ".menu-panel a[hreflang=en]").await;
    enter(client).await;
    says(client, "h1", "Inbox").await;

    tab_to(client, "[data-theme-toggle]").await;
    enter(client).await;
    theme(client, "dark").await;
    client.refresh().await.expect("the page is loaded anew");
    says(client, "h1", "Inbox").await;
    theme(client, "dark").await;
    tab_to(client, "[data-theme-toggle]").await;
    enter(client).await;
    theme(client, "light").await;
    browser.close().await;
}

async fn theme(client: &Client, wanted: &str) {
    eventually("the theme turns", async || {
        let theme = client.execute("return document.documentElement.dataset.bsTheme", vec![]).await.ok()?;
        (theme == wanted).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_shows_one_pane_at_a_time() {
    let desk = TestDesk::open().await;
    let asked = desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    devtools::look(client, Look { width: 390, height: 844, ..Look::default() }).await;
    client.goto(&format!("{}/inbox", desk.url)).await.expect("the inbox opens");
    seen(client, &["#inbox-list"], &[".stage-main", ".stage-wings"]).await;

    // A tap opens the question; the list is a way back, and knows where one was.
    find(client, &format!("#row-{}", asked.number)).await.click().await.expect("a tap");
    seen(client, &[".stage-main"], &["#inbox-list", ".stage-wings"]).await;
    find(client, ".to-wings").await.click().await.expect("a tap");
    seen(client, &[".stage-wings"], &["#inbox-list", ".stage-main"]).await;
    find(client, ".from-wings").await.click().await.expect("a tap");
    seen(client, &[".stage-main"], &[".stage-wings"]).await;
    find(client, ".stage-ways .stage-back").await.click().await.expect("a tap");
    seen(client, &["#inbox-list"], &[".stage-main"]).await;
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(
        client.execute(wide, vec![]).await.expect("a width"),
        false,
        "the page is wider than the phone"
    );
    browser.close().await;
}

/// Waits until some parts can be seen, and others can't.
async fn seen(client: &Client, shown: &[&str], hidden: &[&str]) {
    let is_seen = "return arguments[0].map((css) => document.querySelector(css)?.checkVisibility() ?? false)";
    let wanted = [vec![true; shown.len()], vec![false; hidden.len()]].concat();
    let parts = [shown, hidden].concat();
    eventually(&format!("{shown:?} is shown, {hidden:?} is not"), async || {
        let now = client.execute(is_seen, vec![parts.clone().into()]).await.ok()?;
        (now == serde_json::json!(wanted)).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_is_marked_as_it_opens_and_stays_marked() {
    let desk = TestDesk::open().await;
    let first = desk.ask_for("lea", SIZES).await;
    let second = desk.ask_for("karim", PARCEL).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    client.goto(&format!("{}/questions/{}", desk.url, first.id)).await.expect("the question opens");
    find(client, &format!("#row-{}[aria-current]", first.number)).await;
    press(client, "j").await;
    press(client, "o").await;
    says(client, ".question-number", &format!("#{}", second.number)).await;
    find(client, &format!("#row-{}[aria-current]", second.number)).await;
    // A live update brings the list anew: it knows what is open from the address.
    let third = desk.ask_for("lea", SIZES).await;
    find(client, &format!("#row-{}", third.number)).await;
    find(client, &format!("#row-{}[aria-current]", second.number)).await;
    let marked =
        client.execute("return document.querySelectorAll('[data-item][aria-current]').length", vec![]);
    assert_eq!(marked.await.expect("a count"), 1);

    // A list that was asked for before another question was opened comes with the mark of the one before.
    let held = "const list = document.getElementById('inbox-list');
        const there = window.fetch;
        window.fetch = async (url, options) => {
            const answer = await there(url, options);
            if (String(url).includes(list.getAttribute('hx-get'))) await new Promise((go) => { window.letGo = go; });
            return answer;
        };
        document.addEventListener('htmx:after:swap', ({ target }) => { window.swapped = target.id; });
        htmx.trigger(list, 'live-refresh');";
    client.execute(held, vec![]).await.expect("a list that is asked for");
    is_true(client, "return window.letGo !== undefined").await;
    find(client, &format!("#row-{}", first.number)).await.click().await.expect("a click");
    says(client, ".question-number", &format!("#{}", first.number)).await;
    client.execute("window.swapped = null; window.letGo()", vec![]).await.expect("the list comes");
    is_true(client, "return window.swapped !== null").await;
    find(client, &format!("#row-{}[aria-current]", first.number)).await;
    let marked =
        client.execute("return document.querySelectorAll('[data-item][aria-current]').length", vec![]);
    assert_eq!(marked.await.expect("a count"), 1);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_works_elsewhere_reads_their_own_clock_and_the_houses_on_hover() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    let elsewhere = "\n[[calendar]]\nkey = \"montreal\"\ntime_zone = \"America/Montreal\"\n\
        week = { mon = [[\"00:00\", \"24:00\"]] }\n";
    let house = HOUSE.replacen("calendar = \"paris\"\n\n[[user]]", "calendar = \"montreal\"\n\n[[user]]", 1);
    assert_ne!(house, HOUSE, "Léa works elsewhere");
    desk.furnish(&format!("{house}{elsewhere}")).await;
    let asked = desk.ask_for("lea", SIZES).await;

    // Who prefers dark pages has them from the first one on.
    devtools::look(client, Look { dark: true, ..Look::default() }).await;
    sign_in(&browser, &desk.url, "lea@example.test").await;
    theme(client, "dark").await;
    visit(client, &desk, &format!("/desk/{}", asked.id)).await;
    says(client, ".question-facts", "04:00").await;
    says(client, ".draft-by", "une réponse pour 11:00").await;
    let title = find(client, ".question-facts time").await.attr("title").await.expect("a page");
    assert_eq!(title.as_deref(), Some("23 nov. 2026, 04:00 · 23 nov. 2026, 10:00 (Paris)"));

    // In the house there is one clock.
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &format!("/questions/{}", asked.id)).await;
    says(client, ".question-facts", "10:00").await;
    let title = find(client, ".question-facts time").await.attr("title").await.expect("a page");
    assert_eq!(title.as_deref(), Some("23 nov. 2026, 10:00"));
    browser.close().await;
}

/// Waits until a script says yes.
async fn is_true(client: &Client, script: &str) {
    eventually(script, async || (client.execute(script, vec![]).await.ok()? == true).then_some(())).await;
}
