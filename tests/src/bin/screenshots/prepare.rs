//! What has to exist before pictures of it can be taken: a question of one's own with files, an invitation, a shared report,
//! a reply that waits, a colleague at the same question.

use std::{fs, time::Duration};

use fantoccini::{Client, Locator, elements::Element};
use souffleur_tests::harness::{
    Instance,
    browser::{Browser, Look, forget_visitor},
    eventually,
    files::document_by,
};
use tempfile::TempDir;

use crate::history;

/// The links that were made.
pub(crate) struct Made {
    /// Somebody who has a question open.
    pub(crate) colleague: Browser,
    files: String,
    beside: String,
    drafts: String,
    sent: String,
    thread: String,
    shared: String,
    invitation: String,
    scheduled: String,
    question: String,
}

impl Made {
    /// An address of the list, as a browser takes it.
    pub(crate) fn address(&self, url: &str, at: &str) -> String {
        match at {
            "{thread}" => self.thread.clone(),
            "{shared}" => self.shared.clone(),
            "{invitation}" => self.invitation.clone(),
            "{scheduled}" => self.scheduled.clone(),
            "{files}" => self.files.clone(),
            "{beside}" => self.beside.clone(),
            "{drafts}" => format!("{url}{}", self.drafts),
            "{sent}" => format!("{url}{}", self.sent),
            path if path.starts_with("{question}") => path.replace("{question}", &self.question),
            path => format!("{url}{path}"),
        }
    }
}

/// Makes all of them, and is nobody in the end.
pub(crate) async fn make(client: &Client, demo: &Instance) -> Made {
    let thread = ask(client, &demo.url).await;
    demo.sign_in(client, "supervisor").await;
    let shared = share(client, &demo.url).await;
    demo.sign_in(client, "administrator").await;
    let invitation = invite(client, &demo.url).await;
    rule(client, &demo.url).await;
    demo.sign_in(client, "community_manager").await;
    let scheduled = schedule(client, &demo.url).await;
    answer(client, &demo.url).await;
    let question = waiting(client, &demo.url).await;
    let files = nth(client, &format!("{}/inbox?view=all&q=from%3ADelmas", demo.url), 1).await;
    let (drafts, sent) = (history::two_drafts(demo).await, history::sent(demo).await);
    let beside = nth(client, &format!("{}/inbox?view=drafted", demo.url), 3).await;
    let colleague = Browser::start(Look::default()).await;
    demo.sign_in(&colleague.client, "supervisor").await;
    colleague.client.goto(&beside).await.expect("the page opens");
    forget_visitor(client, &demo.url).await;
    Made { colleague, files, beside, drafts, sent, thread, shared, invitation, scheduled, question }
}

/// Asks as a customer, and ends on the page that only they know of.
async fn ask(client: &Client, url: &str) -> String {
    client.goto(&format!("{url}/ask")).await.expect("the page opens");
    let language = client.execute("return document.documentElement.lang", vec![]).await.expect("an answer");
    let words = if language == "fr" {
        ("Mon virement n’est toujours pas arrivé. Que dois-je faire ?", "Marie Delmas")
    } else {
        ("My transfer has still not arrived. What should I do?", "Mary Delmas")
    };
    fill(client, "textarea[name=body]", words.0).await;
    fill(client, "[name=name]", words.1).await;
    // What they see, and a document.
    let folder = TempDir::with_prefix("souffleur-files-").expect("a folder");
    let files =
        [("page.png", client.screenshot().await.expect("a picture")), ("form.pdf", document_by(words.1))];
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        fill(client, "[type=file]", path.to_str().expect("a path")).await;
    }
    click(client, "main form button[type=submit]").await;
    find(client, ".thread-facts").await;
    here(client).await
}

/// Makes a link to the report.
async fn share(client: &Client, url: &str) -> String {
    client.goto(&format!("{url}/reports/share")).await.expect("the page opens");
    fill(client, ".share-form [name=name]", "Board meeting").await;
    click(client, ".share-form button[type=submit]").await;
    value(client, ".share-link").await
}

/// Invites somebody new.
async fn invite(client: &Client, url: &str) -> String {
    client.goto(&format!("{url}/settings/users/new")).await.expect("the page opens");
    fill(client, "[name=name]", "Anna Lindt").await;
    fill(client, "[name=email]", "anna@lanterne.example").await;
    click(client, "[name=role][value=expert]").await;
    click(client, "form.settings-form button[type=submit]").await;
    click(client, "form[action$='/invite'] button").await;
    value(client, "input[readonly]").await
}

/// Lets a reply wait for tomorrow.
async fn schedule(client: &Client, url: &str) -> String {
    const TOMORROW: &str = "const at = new Date(Date.now() + 86400000); at.setHours(10, 0, 0, 0); \
        const field = document.querySelector('[name=leaves_at]'); field.closest('details').open = true; \
        const two = (n) => String(n).padStart(2, '0'); \
        field.value = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T10:00`;";
    // The first one is for the pictures of a draft.
    let href = nth(client, &format!("{url}/inbox?view=drafted"), 2).await;
    client.goto(&href).await.expect("the page opens");
    find(client, "[name=leaves_at]").await;
    client.execute(TOMORROW, vec![]).await.expect("a time is chosen");
    let open = "return document.querySelector('#pane > article')?.id ?? null";
    let before = client.execute(open, vec![]).await.expect("a page");
    click(client, "button[name=leaves]").await;
    // The next one opens by itself.
    eventually("the reply waits", async || {
        let now = client.execute(open, vec![]).await.ok()?;
        (now != before).then_some(())
    })
    .await;
    href
}

/// Gives what names a thing to somebody, always.
async fn rule(client: &Client, url: &str) {
    client.goto(&format!("{url}/settings/rules/new")).await.expect("the page opens");
    fill(client, "[name=body_contains]", "stolen").await;
    let second = find(client, "[name=assign_to] option:nth-child(2)").await;
    second.click().await.expect("somebody is chosen");
    click(client, "form.settings-form button[type=submit]").await;
    find(client, "main a[href^='/settings/rules/']:not([href$=new])").await;
}

/// Writes an answer down, for everybody to read.
async fn answer(client: &Client, url: &str) {
    client.goto(&format!("{url}/answers/new")).await.expect("the page opens");
    for (css, words) in [
        ("[name=title_fr]", "Combien de temps prend un virement ?"),
        (
            "[name=body_fr]",
            "Un virement arrive le jour ouvré suivant, un virement instantané en dix secondes.",
        ),
        ("[name=title_en]", "How long does a transfer take?"),
        ("[name=body_en]", "A transfer arrives on the next working day, an instant one within ten seconds."),
    ] {
        fill(client, css, words).await;
    }
    click(client, "[name=is_public]").await;
    click(client, "form.settings-form button[type=submit]").await;
    find(client, "main a[href^='/answers/']:not([href$=new])").await;
}

/// A question that is drafted, by its own address.
async fn waiting(client: &Client, url: &str) -> String {
    let href = nth(client, &format!("{url}/inbox?view=drafted"), 1).await;
    href.split('?').next().unwrap_or_default().to_owned()
}

/// Where a row of a list leads.
async fn nth(client: &Client, list: &str, row: usize) -> String {
    client.goto(list).await.expect("the page opens");
    let link = find(client, &format!(".row-item:nth-child({row}) [data-item]")).await;
    link.prop("href").await.expect("an answer").expect("a link leads somewhere")
}

async fn find(client: &Client, css: &str) -> Element {
    let found = client.wait().at_most(Duration::from_secs(30)).for_element(Locator::Css(css)).await;
    found.unwrap_or_else(|error| panic!("{css}: {error}"))
}

async fn fill(client: &Client, css: &str, words: &str) {
    find(client, css).await.send_keys(words).await.expect("typing");
}

async fn click(client: &Client, css: &str) {
    find(client, css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
}

async fn value(client: &Client, css: &str) -> String {
    find(client, css).await.prop("value").await.expect("an answer").expect("a value")
}

async fn here(client: &Client) -> String {
    client.current_url().await.expect("an address").into()
}
