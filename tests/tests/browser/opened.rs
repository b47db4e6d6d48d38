//! What opens on a page when somebody works there keeps nobody out either: axe looks at it opened, in both themes.

use fantoccini::{Client, key::Key};
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    devtools,
    story::SIZES,
};

use super::{
    accessible::{axe, barriers},
    stage::{find, press, sign_in},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_opens_keeps_nobody_out() {
    let desk = TestDesk::open().await;
    let asked = desk.ask_for("lea", SIZES).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    let (question, inbox) = (format!("/questions/{}", asked.id), "/inbox".to_owned());
    let palette = format!("{}k{}", char::from(Key::Control), char::from(Key::Null));
    let mut found = Vec::new();
    sign_in(&browser, &desk.url, "cm@example.test").await;
    for (place, keys, seen) in [
        (&inbox, palette.as_str(), "#palette [role=option]"),
        (&inbox, "?", "#shortcuts[open]"),
        (&inbox, "jx", ".bulk [data-bulk-count]:not(:empty)"),
        (&question, "q@", "[role=combobox][aria-expanded=true]"),
        (&question, "a", "[aria-keyshortcuts=a]"),
        (&question, "g", "[name=number]"),
        (&question, ":", "[data-emoji]"),
        (&question, "l", "[name=leaves_at]"),
        (&question, "s", "[name=until_at]"),
        (&question, "v", "[id^=preview-]"),
    ] {
        client.goto(&format!("{}{place}", desk.url)).await.expect("the page opens");
        find(client, "[data-item]").await;
        for key in split(keys) {
            press(client, key).await;
        }
        find(client, seen).await;
        found.extend(look(client, keys).await);
    }
    // On a phone the panels have less room.
    devtools::look(client, Look { width: 390, height: 844, language: "fr", ..Look::default() }).await;
    for css in [".filter-menu", ".keep-view", ".search-help", ".app-tools details.menu"] {
        client.goto(&format!("{}/inbox", desk.url)).await.expect("the inbox opens");
        find(client, css).await;
        let open = "const one = document.querySelector(arguments[0]); one.open = true;
            const { left, right } = one.querySelector('.menu-panel').getBoundingClientRect();
            return left >= 0 && right <= innerWidth";
        let fits = client.execute(open, vec![css.into()]).await.expect("it opens");
        assert_eq!(fits, true, "{css} does not fit a phone");
        found.extend(look(client, css).await);
    }
    browser.close().await;
    assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
}

/// One press each, but for what is held together.
fn split(keys: &str) -> Vec<&str> {
    if keys.starts_with(char::from(Key::Control)) {
        vec![keys]
    } else {
        keys.split_inclusive(|_| true).collect()
    }
}

async fn look(client: &Client, what: &str) -> Vec<String> {
    client.execute(&axe(), vec![]).await.expect("axe is there");
    let mut found = Vec::new();
    for theme in ["light", "dark"] {
        let turn = "document.documentElement.dataset.bsTheme = arguments[0]";
        client.execute(turn, vec![theme.into()]).await.expect("the theme turns");
        found.extend(barriers(client, &format!("{what} ({theme})")).await);
    }
    found
}
