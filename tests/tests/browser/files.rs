//! What customers send along: it is seen by them and by the house; what is neither a picture nor a document is told beside the
//! field, with nothing typed lost.

use fantoccini::Client;
use souffleur_tests::harness::{
    eventually,
    files::{document_by, photo_by},
    story::SIZES,
};

use super::stage::{fill, find, holds, open, says, send, sign_in, visit};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_sends_a_picture_and_a_document_and_is_told_what_is_neither() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    };
    let program = file("photo.png", b"MZ\x90\0 is no picture, whatever it is called");
    let (photo, receipt) = (file("moi.png", &photo_by("Marie")), file("ticket.pdf", &document_by("Marie")));

    visit(client, &desk, "/ask").await;
    fill(client, "textarea[name=body]", SIZES).await;
    fill(client, "[name=name]", "Marie Dupont").await;
    fill(client, "input[name=files]", &program).await;
    fill(client, "[name=name]", "").await;
    send(client).await;
    says(client, "#e-files", "Uniquement des images").await;
    holds(client, "textarea[name=body]", SIZES).await;
    holds(client, "[name=name]", "Marie Dupont").await;
    fill(client, "input[name=files]", &format!("{photo}\n{receipt}")).await;
    fill(client, "[name=name]", "").await;
    send(client).await;
    says(client, "main", "17:00").await;
    shown(client).await;

    // The house sees both, by names that say nothing.
    sign_in(&browser, &desk.url, "cm@example.test").await;
    find(client, "#row-1001").await.click().await.expect("the question opens");
    says(client, ".question-number", "#1001").await;
    shown(client).await;
    browser.close().await;
}

/// Waits until the picture is drawn and the document can be opened.
async fn shown(client: &Client) {
    let drawn = "return document.querySelector('.files img')?.naturalWidth === 1";
    eventually("the picture is drawn", async || {
        (client.execute(drawn, vec![]).await.ok()? == true).then_some(())
    })
    .await;
    let read = "const done = arguments[arguments.length - 1];
        fetch(document.querySelector('.files a.file').href).then((answer) => answer.text()).then((text) => done(text.slice(0, 5)))";
    assert_eq!(client.execute_async(read, vec![]).await.expect("it opens"), "%PDF-");
}
