//! What goes with a text, by keyboard alone: how it will look, a sign of feeling, a file; and the customer sees all of it.

use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    eventually,
    files::photo_by,
    story::SIZES,
};

use crate::stage::{find, press, says, send, sign_in};

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_is_seen_before_it_leaves_and_takes_a_file_along() {
    let desk = TestDesk::open().await;
    let asked = desk.ask_for("lea", SIZES).await;
    let folder = tempfile::tempdir().expect("a folder");
    let photo = folder.path().join("guide.png");
    std::fs::write(&photo, photo_by("Camille Moreau")).expect("a picture");
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    client.goto(&format!("{}/questions/{}", desk.url, asked.id)).await.expect("the question opens");
    find(client, "textarea[data-key=r]").await;
    press(client, "r").await;
    press(client, "Prenez du **38**").await;

    press(client, ESCAPE).await;
    press(client, "v").await;
    says(client, ".preview strong", "38").await;
    press(client, ":").await;
    eventually("the hand is on the first sign", async || {
        let here = client.active_element().await.ok()?.attr("data-emoji").await.ok()??;
        (here == "🙂").then_some(())
    })
    .await;
    press(client, ENTER).await;
    eventually("the sign is in the text", async || {
        let text = find(client, "textarea[data-key=r]").await.prop("value").await.ok()??;
        (text == "Prenez du **38**🙂").then_some(())
    })
    .await;

    let chooser = find(client, "input[type=file][name=files]").await;
    chooser.send_keys(&photo.display().to_string()).await.expect("the file is chosen");
    press(client, "r").await;
    send(client).await;
    eventually("it is decided upon", async || {
        let read = desk.app.store().read();
        read.scheduled_reply(asked.id).await.ok()?.filter(|waiting| waiting.files.len() == 1)
    })
    .await;
    desk.undo_passes().await;

    let thread = format!("{}/q/{}", desk.url, asked.token.as_str());
    client.goto(&thread).await.expect("the thread opens");
    says(client, ".message-voice strong", "38").await;
    eventually("the picture is shown", async || {
        let shown = "return document.querySelector('.files img')?.naturalWidth === 1";
        (client.execute(shown, vec![]).await.ok()? == true).then_some(())
    })
    .await;
    browser.close().await;
}
