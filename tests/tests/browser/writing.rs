//! Two community managers at one question, and a network that fails while one of them types.

use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    devtools, eventually,
    story::SIZES,
};

use super::stage::{find, press, says, sign_in};

const HALF: &str = "Bonjour Marie, prenez";
const REST: &str = " votre taille habituelle.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_typed_is_lost_and_nobody_collides() {
    let desk = TestDesk::open().await;
    let asked = desk.ask_for("lea", SIZES).await;
    let (one, two) = (Browser::start(french()).await, Browser::start(french()).await);
    let url = desk.url.as_str();
    let place = format!("{url}/questions/{}", asked.id);
    sign_in(&one, url, "cm@example.test").await;
    sign_in(&two, url, "lea@example.test").await;
    one.client.goto(&place).await.expect("the question opens");
    two.client.goto(&format!("{url}/desk/{}", asked.id)).await.expect("the question opens");
    find(&two.client, "textarea[data-key=r]").await;

    // Each sees that the other looks.
    says(&one.client, ".writing", "Léa Bernard regarde aussi").await;
    says(&two.client, ".writing", "Camille Moreau regarde aussi").await;

    // The expert sees at once that somebody writes, without loading anything.
    find(&one.client, "textarea[data-key=r]").await;
    press(&one.client, "r").await;
    press(&one.client, HALF).await;
    says(&one.client, "[data-saved]", "Gardé").await;
    says(&two.client, ".writing", "Camille Moreau écrit aussi").await;

    // The network fails; the words stay, and reach the desk when it is back.
    devtools::cut(&one.client, true).await;
    press(&one.client, REST).await;
    says(&one.client, "[data-saved]", "Pas de connexion").await;
    says(&one.client, "#toasts", "Pas de connexion").await;
    devtools::cut(&one.client, false).await;
    says(&one.client, "[data-saved]", "Gardé").await;
    eventually("the network is back", async || {
        let gone =
            one.client.execute("return !document.querySelector('.toast-offline')", vec![]).await.ok()?;
        (gone == true).then_some(())
    })
    .await;

    // The tab is closed, and the question opened elsewhere.
    one.close().await;
    sign_in(&two, url, "cm@example.test").await;
    two.client.goto(&place).await.expect("the question opens");
    eventually("every word is there", async || {
        let editor = find(&two.client, "textarea[data-key=r]").await;
        let words = editor.prop("value").await.ok()??;
        (words == format!("{HALF}{REST}")).then_some(())
    })
    .await;
    two.close().await;
}

fn french() -> Look {
    Look { language: "fr", ..Look::default() }
}
