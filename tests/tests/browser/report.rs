//! The supervisor's day in a real browser: the board that moves by itself, also on the wall; every number leads to exactly its
//! questions; and the report on paper.

use fantoccini::Locator;
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    story::{PARCEL, SIZES},
};

use super::stage::{find, press, says, sign_in, text};

/// The numbers that can be clicked: where each leads, and what it says.
const NUMBERS: &str = "return [...document.querySelectorAll('a.figure, a.board-figure')] \
     .map((a) => [a.getAttribute('href'), a.innerText.trim()])";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_board_moves_by_itself_and_every_number_leads_to_its_questions() {
    let desk = TestDesk::open().await;
    let first = desk.ask_for("lea", SIZES).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "sup@example.test").await;
    client.goto(&format!("{}/reports/board", desk.url)).await.expect("the board opens");
    says(client, ".board-slot:last-child .board-running dd", "1").await;
    // What would be lost by a reload is still there when the board has moved.
    client.execute("document.body.dataset.here = 'still'", vec![]).await.expect("a mark");
    desk.ask_for("karim", PARCEL).await;
    says(client, ".board-slot:last-child .board-running dd", "2").await;
    desk.reply(first.id, "Du 38.").await;
    says(client, ".board-slot:last-child .board-done dd", "1").await;
    let mark = client.execute("return document.body.dataset.here", vec![]).await.expect("the mark");
    assert_eq!(mark, "still", "the page was not loaded again");
    // For the wall, by its key.
    press(client, "p").await;
    find(client, "main.is-projector").await;
    assert!(client.find(Locator::Css(".report-cuts")).await.is_err(), "nothing to click away from the board");
    desk.ask_for("lea", SIZES).await;
    says(client, ".board-slot:last-child .board-running dd", "2").await;

    // Every number, on the board and on the report, leads to as many questions as it says.
    for place in
        ["/reports/board", "/reports/sla?group_by=topic", "/reports/sla?group_by=hour", "/reports/late"]
    {
        client.goto(&format!("{}{place}", desk.url)).await.expect("the page opens");
        find(client, "main").await;
        let numbers = client.execute(NUMBERS, vec![]).await.expect("numbers");
        for number in numbers.as_array().expect("a list") {
            let (path, count) = (number[0].as_str().expect("a link"), number[1].as_str().expect("a number"));
            client.goto(&format!("{}{path}", desk.url)).await.expect("the questions open");
            find(client, "main h1").await;
            let lines = client.find_all(Locator::Css("tbody tr")).await.expect("lines");
            assert_eq!(lines.len().to_string(), count, "{place}: {path}");
        }
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_on_paper_has_figures_and_nothing_to_click() {
    let desk = TestDesk::open().await;
    let first = desk.ask_for("lea", SIZES).await;
    desk.reply(first.id, "Du 38.").await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "sup@example.test").await;
    client.goto(&format!("{}/reports/sla", desk.url)).await.expect("the report opens");
    find(client, ".report-tiles").await;
    // The rules for paper are in the style sheet, and hide what can only be clicked.
    let hidden = client
        .execute(
            "const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]); \
             return rules.filter((rule) => rule.media?.mediaText === 'print') \
             .flatMap((rule) => [...rule.cssRules]).map((rule) => rule.cssText).join(' ')",
            vec![],
        )
        .await
        .expect("rules");
    let hidden = hidden.as_str().unwrap_or_default();
    assert!(hidden.contains(".no-print") && hidden.contains("display: none"), "{hidden}");
    assert!(!client.find_all(Locator::Css(".no-print")).await.expect("parts").is_empty());
    assert!(text(client, ".report-tiles").await.contains("100"), "{}", text(client, ".report-tiles").await);
    browser.close().await;
}
