//! One step on several questions, and questions that belong together: all of it by keys, and the lists of a team count by
//! themselves for everybody who has them.

use fantoccini::{Client, key::Key};
use jiff::SignedDuration;
use souffleur_core::{id::QuestionId, question::Status};
use souffleur_tests::harness::{
    TestDesk, eventually,
    story::{PARCEL, SIZES},
};

use super::{
    keyboard::{enter, tab_to},
    stage::{find, open, press, says, send, sign_in, visit},
};

/// Ticks the first rows of the list, as many as there are to be.
async fn tick(client: &Client, desk: &TestDesk, rows: usize) {
    visit(client, desk, "/inbox").await;
    find(client, "[data-item]").await;
    for _ in 0..rows {
        press(client, "j").await;
        press(client, "x").await;
    }
    find(client, ".bulk [data-bulk-count]:not(:empty)").await;
}

async fn stands(desk: &TestDesk, id: QuestionId, status: Status) {
    eventually(status.as_str(), async || (desk.question(id).await.question.status == status).then_some(()))
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_step_is_taken_on_several_by_its_key() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    let mut all = Vec::new();
    for _ in 0..3 {
        all.push(desk.ask_for("lea", SIZES).await.id);
        desk.clock.advance(SignedDuration::from_mins(1));
    }
    sign_in(&browser, &desk.url, "cm@example.test").await;
    // What the customers are called; Enter does what the panel is for.
    tick(client, &desk, 2).await;
    press(client, "l").await;
    tab_to(client, "#bulk [name=tag]").await;
    press(client, "vip").await;
    enter(client).await;
    says(client, "main", "C’est fait pour 2 questions").await;
    let view = desk.question(all[0]).await;
    assert_eq!(
        (view.customer.tags[0].as_str(), view.question.assignee.expert()),
        ("vip", Some(desk.user("lea")))
    );

    // Somebody else's.
    tick(client, &desk, 1).await;
    press(client, "a").await;
    press(client, "Karim").await;
    send(client).await;
    says(client, "main", "C’est fait pour une question").await;
    assert_eq!(desk.question(all[0]).await.question.assignee.expert(), Some(desk.user("karim")));

    // No reply is needed, for a reason.
    tick(client, &desk, 2).await;
    press(client, "e").await;
    press(client, "Réglé au téléphone").await;
    send(client).await;
    says(client, "main", "C’est fait pour 2 questions").await;
    stands(&desk, all[0], Status::Closed).await;
    stands(&desk, all[1], Status::Closed).await;

    // Out of sight until the first hour that is offered.
    tick(client, &desk, 1).await;
    press(client, "s").await;
    enter(client).await;
    says(client, "main", "C’est fait pour une question").await;
    says(client, "#inbox-list", "Rien n’attend").await;
    let until = desk.question(all[2]).await.question.snoozed_until;
    assert_eq!(until, Some(desk.now() + SignedDuration::from_hours(1)));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_for_the_team_counts_by_itself_for_everybody() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &format!("/inbox?view=open&expert={}", desk.user("lea"))).await;
    tab_to(client, ".keep-view > summary").await;
    enter(client).await;
    tab_to(client, "[name=view_name]").await;
    press(client, "Chez Léa").await;
    tab_to(client, "[name=shared]").await;
    press(client, " ").await;
    send(client).await;
    says(client, ".chip-kept", "Chez Léa").await;

    sign_in(&browser, &desk.url, "sup@example.test").await;
    visit(client, &desk, "/inbox").await;
    says(client, ".chip-kept .chip-count", "1").await;
    desk.ask_for("lea", SIZES).await;
    says(client, ".chip-kept .chip-count", "2").await;
    tab_to(client, ".chip-kept").await;
    enter(client).await;
    eventually("the list is the one that was kept", async || {
        let rows =
            client.execute("return document.querySelectorAll('[data-item]').length", vec![]).await.ok()?;
        (rows == 2 && client.current_url().await.ok()?.query()?.contains("expert=")).then_some(())
    })
    .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_asked_twice_is_merged_and_what_is_another_matter_is_split_off() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    let first = desk.ask_for("lea", SIZES).await;
    desk.clock.advance(SignedDuration::from_mins(10));
    let second = desk.ask_for("lea", "Bonjour, personne ne me dit quelle taille choisir ?").await;
    desk.follow_up(&first, PARCEL).await;
    let place = |id: QuestionId| format!("/questions/{id}");
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &place(second.id)).await;
    find(client, "[data-key=g]").await;
    press(client, "g").await;
    press(client, "1001").await;
    tab_to(client, "[name=as][value=merge]").await;
    enter(client).await;
    says(client, "main", "#1002 continue dans #1001").await;
    says(client, ".thread", "personne ne me dit").await;
    stands(&desk, second.id, Status::Closed).await;

    // The message about a parcel is another matter, promised since it came.
    tab_to(client, ".entry-split button").await;
    enter(client).await;
    says(client, "main", "Ce message est maintenant la question #1003").await;
    says(client, "#same-1003", "#1001").await;

    // It was not the same after all.
    visit(client, &desk, &place(second.id)).await;
    find(client, "[data-key=u]").await;
    press(client, "u").await;
    stands(&desk, second.id, Status::Assigned).await;
    says(client, ".question-number", "#1002").await;

    // Only beside each other.
    press(client, "g").await;
    press(client, "#1003").await;
    tab_to(client, "[name=as][value=link]").await;
    enter(client).await;
    says(client, "#same-1002", "#1003").await;
    assert!(desk.question(second.id).await.question.status.is_open(), "nothing else has changed");
    press(client, &char::from(Key::Escape).to_string()).await;
    browser.close().await;
}
