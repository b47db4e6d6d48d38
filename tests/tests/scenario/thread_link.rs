//! Customers' links: nothing in the database opens a thread, and links of earlier keys and releases go on working.

use souffleur_app::{SigningKey, key_rotation};
use souffleur_core::question::Token;
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(
    no_token_is_stored,
    links_of_earlier_keys_go_on_working,
    a_repeated_request_is_answered_with_its_link
);

async fn no_token_is_stored(desk: TestDesk) {
    let asked = desk.ask(SIZES).await;
    let stored = desk.content().await;
    let token = asked.token.as_str();
    for (table, rows) in &stored {
        assert!(!rows.iter().any(|row| row.contains(token)), "{table}");
    }
    // The letter that leaves has it.
    desk.settle().await;
    let letters = desk.letters();
    assert!(letters.iter().any(|letter| letter.text.contains(&asked.public_url)), "{letters:?}");
    desk.visitor().get(&format!("/q/{token}")).await.is(200);
}

async fn links_of_earlier_keys_go_on_working(desk: TestDesk) {
    let asked = desk.ask(SIZES).await;
    // As the release before kept it.
    let plain = Token::parse(&"b".repeat(Token::LEN)).unwrap();
    let kept = format!("UPDATE question SET token = '{}'", plain.as_str());
    assert_eq!(desk.meddle(&kept).await, 1);
    desk.visitor().get(&format!("/q/{}", plain.as_str())).await.is(404);
    for key in [[8; 32], [7; 32], [7; 32]] {
        key_rotation::replace(desk.app.store(), &SigningKey::new(key)).await.unwrap();
    }
    for token in [&plain, &asked.token] {
        desk.visitor().get(&format!("/q/{}", token.as_str())).await.is(200).says("taille");
    }
    let stored = desk.content().await;
    assert!(!stored["question"].iter().any(|row| row.contains(plain.as_str())));
}

async fn a_repeated_request_is_answered_with_its_link(desk: TestDesk) {
    let program = desk.program("shop").await;
    let body = serde_json::json!({"body": SIZES, "customer": {"name": "Paul"}});
    let ask = async || {
        let request =
            program.request(reqwest::Method::POST, "/api/v1/questions").header("idempotency-key", "k");
        souffleur_tests::harness::Reply::read(request.json(&body)).await.json
    };
    let (first, second) = (ask().await, ask().await);
    assert!(first["public_url"].as_str().is_some_and(|url| url.contains("/q/")), "{first}");
    assert_eq!(first["public_url"], second["public_url"]);
}
