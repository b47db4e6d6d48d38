//! What everybody can read: the wall, the feed, and what is taken off the stage with a public reason.

use serde_json::json;
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    what_is_hidden_says_why,
    a_public_reason_names_nobody,
    an_address_that_is_typed_in_tells_nothing,
    what_is_private_is_between_two,
    the_wall_is_turned_page_by_page,
);

async fn what_is_hidden_says_why(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    desk.reply(asked.id, "Du 38.").await;
    let anybody = desk.visitor();
    let (wall, own) = (format!("/wall/{}", asked.number), format!("/q/{}", asked.token.as_str()));
    anybody.get("/").await.says("Du 38.");
    anybody.get(&wall).await.is(200).says("Marie D.").does_not_say("Marie Dupont");
    assert!(anybody.get("/feed.atom").await.html.contains("Du 38."));

    let manager = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/hide", asked.id));
    let reason = "Propos injurieux envers l'équipe";
    manager.fill(&place, &action, &[("hide_reason", reason)]).await.is(303);

    for path in ["/", &wall, &own] {
        let page = anybody.get(path).await.is(200);
        page.says(reason);
        if path != own {
            page.does_not_say("Du 38.").does_not_say(SIZES);
        }
    }
    assert!(!anybody.get("/feed.atom").await.html.contains("Du 38."));

    let action = format!("/questions/{}/reopen", asked.id);
    manager.fill(&format!("{place}?view=hidden"), &action, &[]).await.is(303);
    anybody.get(&wall).await.says("Du 38.").does_not_say(reason);
}

async fn a_public_reason_names_nobody(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let manager = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/hide", asked.id));
    let refused =
        manager.fill(&place, &action, &[("hide_reason", "Léa y répond par téléphone")]).await.is(422);
    refused.says("Ce texte est public et nomme quelqu’un de la maison").says("Léa y répond par téléphone");
    let visitor = desk.visitor();
    visitor.get(&format!("/wall/{}", asked.number)).await.is(200).says(SIZES);
}

/// A stranger who types somebody's address into the form does not learn who that is, and is not taken for them.
async fn an_address_that_is_typed_in_tells_nothing(desk: TestDesk) {
    let stranger = desk.stranger();
    let ask = async |name: &str| {
        let body = json!({"body": SIZES, "customer": {"name": name, "email": "marie@example.org"}});
        let asked = stranger.post("/api/v1/questions", &body).await.is(201).json;
        asked["public_url"].as_str().unwrap().trim_start_matches(&desk.url).to_owned()
    };
    let visitor = desk.visitor();
    let own = ask("Marie Dupont-Lajoie").await;
    visitor.get(&own).await.is(200).says("Marie Dupont-Lajoie");
    let strangers = ask("Curieux").await;
    visitor.get(&strangers).await.is(200).says("Curieux").does_not_say("Marie");
    // Whoever gives the name too is the same person.
    ask("marie dupont-lajoie").await;
    assert_eq!(
        desk.query("SELECT 'customers' AS name, count(*) AS n FROM customer").await,
        [("customers".to_owned(), 2)]
    );
}

async fn what_is_private_is_between_two(desk: TestDesk) {
    let private = json!({"body": SIZES, "customer": {"name": "Marie Dupont"}, "visibility": "private"});
    let asked = desk.stranger().post("/api/v1/questions", &private).await.is(201).json;
    let letter = json!({"body": PARCEL, "customer": {"name": "Paul"}, "channel": "email"});
    desk.caller("camille").await.post("/api/v1/questions", &letter).await.is(201);
    let anybody = desk.visitor();
    for path in ["/", "/feed.atom"] {
        let page = anybody.get(path).await.is(200);
        assert!(!page.html.contains(SIZES) && !page.html.contains(PARCEL), "{path}");
    }
    anybody.get(&format!("/wall/{}", asked["number"])).await.is(404);
    let link = asked["public_url"].as_str().unwrap().trim_start_matches(&desk.url).to_owned();
    let own = anybody.get(&link).await.is(200);
    own.says(SIZES);
    assert_eq!(own.headers["referrer-policy"], "same-origin", "no other site is told the link");
    assert_eq!(own.headers["x-robots-tag"], "noindex");
}

async fn the_wall_is_turned_page_by_page(desk: TestDesk) {
    for n in 0..25 {
        desk.clock.advance(jiff::SignedDuration::from_secs(1));
        desk.ask(&format!("Question de taille n° {n}")).await;
    }
    let anybody = desk.visitor();
    let (mut path, mut seen) = ("/".to_owned(), Vec::new());
    loop {
        let page = anybody.get(&path).await.is(200);
        seen.extend(page.all("li.wall-item", "id"));
        match page.all("a[rel=next]", "href").pop() {
            Some(next) => path = next,
            None => break,
        }
    }
    let expected: Vec<_> = (1001..1026).rev().map(|number| format!("q-{number}")).collect();
    assert_eq!(seen, expected, "each once, the newest first");
}
