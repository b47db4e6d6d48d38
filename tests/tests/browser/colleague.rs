//! A colleague is asked by keyboard alone, answers on their phone, and what they wrote comes into the draft by one key,
//! without loading anything.

use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    eventually,
    story::SIZES,
};

use crate::stage::{find, press, says, send, sign_in};

const ENTER: &str = "\u{e007}";
const ADVICE: &str = "Comptez cinq jours.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleague_is_asked_by_keyboard_and_taken_over_by_one_key() {
    let desk = TestDesk::open().await;
    let asked = desk.ask_for("lea", SIZES).await;
    let french = Look { language: "fr", ..Look::default() };
    let phone = Look { width: 390, height: 844, ..french };
    let (one, two) = (Browser::start(french).await, Browser::start(phone).await);
    sign_in(&one, &desk.url, "lea@example.test").await;
    sign_in(&two, &desk.url, "karim@example.test").await;
    one.client.goto(&format!("{}/desk/{}", desk.url, asked.id)).await.expect("the question opens");
    find(&one.client, "textarea[data-key=r]").await;

    // The list completes the name: its first letters, and Enter.
    press(&one.client, "q").await;
    eventually("the hand is in the field", async || {
        let here = one.client.active_element().await.ok()?.attr("name").await.ok()??;
        (here == "ask").then_some(())
    })
    .await;
    press(&one.client, "@har").await;
    eventually("nobody is called so", async || {
        let list = find(&one.client, ".mentions").await.attr("hidden").await.ok()?;
        list.map(drop)
    })
    .await;
    press(&one.client, "\u{e003}\u{e003}\u{e003}had").await;
    says(&one.client, ".mentions [aria-selected=true]", "Karim Haddad").await;
    press(&one.client, ENTER).await;
    press(&one.client, "Quel délai ?").await;
    press(&one.client, ENTER).await;
    says(&one.client, ".ask", "Karim Haddad").await;
    says(&one.client, ".ask", "@karim.haddad Quel délai ?").await;

    // The colleague opens it from their list.
    two.client.goto(&format!("{}/desk", desk.url)).await.expect("the desk opens");
    says(&two.client, ".asks", "Léa Bernard vous demande").await;
    find(&two.client, ".asks a").await.click().await.expect("the question opens");
    says(&two.client, ".asked", "Quel délai ?").await;
    find(&two.client, "textarea[name=body]").await.send_keys(ADVICE).await.expect("it is typed");
    send(&two.client).await;
    says(&two.client, ".flash, [role=status], main", "à côté du brouillon").await;

    // It comes to who asked by itself, and into the draft by one key.
    says(&one.client, ".ask .prose", ADVICE).await;
    eventually("no field has the hand", async || {
        one.client.execute("document.activeElement?.blur()", vec![]).await.ok().map(drop)
    })
    .await;
    press(&one.client, "t").await;
    eventually("it is in the draft", async || {
        let text = find(&one.client, "textarea[data-key=r]").await.prop("value").await.ok()??;
        text.starts_with(ADVICE).then_some(())
    })
    .await;
    send(&one.client).await;
    eventually("the draft is handed in", async || {
        let draft = desk.app.store().read().open_draft_of(asked.id).await.ok()??;
        (draft.author == desk.user("lea") && draft.body?.starts_with(ADVICE)).then_some(())
    })
    .await;
    one.close().await;
    two.close().await;
}
