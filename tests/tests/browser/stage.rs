//! What somebody does in a browser: waits for what they look for, types, presses keys.

use std::time::Duration;

use fantoccini::{
    Client, Locator,
    actions::{InputSource as _, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look, forget_visitor},
    eventually, house,
};

/// How long a page may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// A desk, and the browser of somebody who reads French.
pub(crate) async fn open() -> (TestDesk, Browser) {
    let desk = TestDesk::open().await;
    (desk, Browser::start(Look { language: "fr", ..Look::default() }).await)
}

/// Opens a page of the desk.
pub(crate) async fn visit(client: &Client, desk: &TestDesk, path: &str) {
    client.goto(&format!("{}{path}", desk.url)).await.unwrap_or_else(|error| panic!("{path}: {error}"));
}

/// Clicks on it, or taps.
pub(crate) async fn click(client: &Client, css: &str) {
    find(client, css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
}

/// Waits until a field holds exactly these words.
pub(crate) async fn holds(client: &Client, css: &str, words: &str) {
    let held = "return document.querySelector(arguments[0])?.value === arguments[1]";
    eventually(&format!("“{words}” typed in {css}"), async || {
        (client.execute(held, vec![css.into(), words.into()]).await.ok()? == true).then_some(())
    })
    .await;
}

/// Types a day and an hour into the field that has the focus, as browsers of its language want them.
pub(crate) async fn type_moment(client: &Client, moment: &str) {
    const KEYS: &str = "const two = '2-digit';
        const written = new Intl.DateTimeFormat(undefined, { day: two, month: two, year: 'numeric', hour: two, minute: two });
        return written.formatToParts(new Date(arguments[0])).filter(({ type }) => type !== 'literal')
            .map(({ type, value }) => (type === 'year' ? value + arguments[1] : value)).join('')";
    // A year may have more digits: whoever has typed it goes on.
    let next = char::from(Key::Right).to_string();
    let keys = client.execute(KEYS, vec![moment.into(), next.into()]).await.expect("a page");
    press(client, keys.as_str().expect("keys")).await;
}

/// Presses a key while Control is held.
pub(crate) async fn press_with_control(client: &Client, key: char) {
    press(client, &format!("{}{key}{}", char::from(Key::Control), char::from(Key::Null))).await;
}

/// Waits until an element is there.
pub(crate) async fn find(client: &Client, css: &str) -> Element {
    let found = client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
    match found {
        Ok(element) => element,
        Err(error) => panic!("{css}: {error}; the page says: {}", text(client, "body").await),
    }
}

/// The words of an element that is there.
pub(crate) async fn text(client: &Client, css: &str) -> String {
    match client.find(Locator::Css(css)).await {
        Ok(element) => element.text().await.unwrap_or_default(),
        Err(error) => error.to_string(),
    }
}

/// Waits until the words of an element contain these.
pub(crate) async fn says(client: &Client, css: &str, words: &str) {
    let contains =
        format!("return (document.querySelector('{css}')?.innerText ?? '').includes(arguments[0])");
    let seen = async || {
        // Between two pages there is no document to look at.
        let seen = client.execute(&contains, vec![words.into()]).await.ok()?;
        (seen == true).then_some(())
    };
    eventually(&format!("“{words}” in {css}"), seen).await;
}

/// Types into a field.
pub(crate) async fn fill(client: &Client, css: &str, words: &str) {
    find(client, css).await.send_keys(words).await.unwrap_or_else(|error| panic!("{css}: {error}"));
}

/// Presses keys wherever the focus is. `Control`, `Shift` and `Alt` are held until `Null`, or the end.
pub(crate) async fn press(client: &Client, keys: &str) {
    // Between two pages nothing has it.
    eventually("something has the focus", async || client.active_element().await.ok()).await;
    let (release, modifiers) = (char::from(Key::Null), [Key::Control, Key::Shift, Key::Alt].map(char::from));
    let (mut actions, mut held) = (KeyActions::new("keyboard".to_owned()), Vec::new());
    for value in keys.chars().chain([release]) {
        if value == release {
            actions = held.drain(..).fold(actions, |actions, value| actions.then(KeyAction::Up { value }));
            continue;
        }
        actions = actions.then(KeyAction::Down { value });
        if modifiers.contains(&value) {
            held.push(value);
        } else {
            actions = actions.then(KeyAction::Up { value });
        }
    }
    client.perform_actions(actions).await.unwrap_or_else(|error| panic!("{keys:?}: {error}"));
}

/// Ctrl+Enter: sends what is being written.
pub(crate) async fn send(client: &Client) {
    press_with_control(client, Key::Enter.into()).await;
}

/// Signs in as somebody of the house.
pub(crate) async fn sign_in(browser: &Browser, url: &str, email: &str) {
    let client = &browser.client;
    forget_visitor(client, url).await;
    client.goto(&format!("{url}/sign-in")).await.expect("the page opens");
    fill(client, "[name=email]", email).await;
    let submit = format!("{}{}", house::PASSWORD, char::from(Key::Enter));
    fill(client, "[name=password]", &submit).await;
    find(client, "[action=\"/sign-out\"]").await;
}
