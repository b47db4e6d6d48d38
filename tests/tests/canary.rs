//! One voice (the first promise): after a full journey, everything that a customer or a stranger can get hold of is
//! searched for the marks that everybody of the house carries in their name, address, id and words.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "canary/crawl.rs"]
mod crawl;
#[path = "canary/journey.rs"]
mod journey;
#[path = "canary/marks.rs"]
mod marks;

use souffleur_tests::{
    harness::{TestDesk, generous},
    on_both,
};

use crate::{crawl::Catch, journey::Journey, marks::Marks};

on_both!(nobody_outside_meets_anybody_but_the_voice);

async fn nobody_outside_meets_anybody_but_the_voice(desk: TestDesk) {
    desk.furnish(marks::HOUSE).await;
    let journey = Journey::make(&desk).await;
    let marks = Marks::of(&desk);
    // What is looked for is really there to be found, for those who may.
    let seen = journey.as_seen_inside(&desk).await;
    for mark in marks.told_inside() {
        assert!(
            seen.to_lowercase().contains(&mark),
            "{mark} is nowhere on the journey: the canary is blind to it"
        );
    }

    let mut catch = Catch::default();
    catch.pages(&desk, &journey).await;
    catch.answers(&desk, &journey).await;
    catch.letters(&desk);
    assert!(catch.len() > 60, "only {} things were found", catch.len());
    for (place, text) in catch.everything() {
        marks.must_not_be_in(place, text);
    }
}

/// Would the canary fall silent where somebody is named? A community manager names an expert on purpose, and it is found
/// wherever a customer would find it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_named_is_found_everywhere() {
    let desk = TestDesk::open().await;
    desk.furnish(marks::HOUSE).await;
    let journey = Journey::make(&desk).await;
    journey.spill(&desk, "Voyez avec Oriane.").await;
    let marks = Marks::of(&desk);
    let mut catch = Catch::default();
    catch.pages(&desk, &journey).await;
    catch.letters(&desk);
    let found: Vec<&str> = catch
        .everything()
        .filter(|(_, text)| marks.found_in(text).is_some())
        .map(|(place, _)| place)
        .collect();
    for place in [
        "GET / (fr)",
        "GET /wall/1001 (en)",
        "GET /feed.atom (fr)",
        &format!("GET {} (en)", journey.links[0]),
    ] {
        assert!(found.contains(&place), "{place} is not among {found:?}");
    }
    assert!(found.iter().any(|place| place.starts_with("letter")), "{found:?}");
}

/// The search itself finds what is there.
#[tokio::test]
async fn a_mark_is_found_in_any_dress() {
    let desk = TestDesk::open_empty(souffleur_tests::harness::Base::Sqlite, generous()).await;
    desk.furnish(marks::HOUSE).await;
    let marks = Marks::of(&desk);
    let lea = marks::user(&desk, "quibblewort").id;
    let told = [
        "Votre experte Oriane".to_owned(),
        "FERN-QUIBBLEWORT".to_owned(),
        "<a href=\"/x?who=oriane.quib%40wings.test\">".to_owned(),
        format!("x-author: {lea}"),
        format!("{:x}", lea.raw().as_u128()),
    ];
    for text in told {
        assert!(marks.found_in(&text).is_some(), "{text}");
    }
    assert_eq!(marks.found_in("Bonjour Marie, voici Sophie."), None);
}
