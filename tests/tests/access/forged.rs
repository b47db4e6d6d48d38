//! A request that some other site makes a browser send: it comes with the cookies of who is signed in, and changes
//! nothing.

use reqwest::{Method, RequestBuilder};
use souffleur_desk::routes;
use souffleur_tests::harness::TestDesk;
use souffleur_web::{route::Route, route_kind::RouteKind};

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_site_sends_changes_nothing() {
    let desk = TestDesk::open().await;
    let scene = Scene::set(&desk).await;
    let others = desk.signed_in("nadia").await.get("/profile").await.csrf();
    for name in ["camille", "ada", "lea"] {
        let browser = desk.signed_in(name).await;
        let own = browser.get("/profile").await.csrf();
        let before = desk.rows().await;
        for row in routes::all().table().iter().filter(|row| row.method != Method::GET) {
            let send = |token: Option<&str>| {
                let request = browser.request(row.method.clone(), &scene.path(row));
                let mut fields = scene.form(row);
                fields.extend(token.map(|token| ("csrf".to_owned(), token.to_owned())));
                if row.kind == RouteKind::Api { api(request, &scene, row) } else { request.form(&fields) }
            };
            let tries = [
                send(None),
                send(Some(&others)),
                send(Some("")),
                send(Some(&own)).header("origin", "https://evil.example"),
                send(Some(&own)).header("origin", "null"),
                send(Some(&own)).header("sec-fetch-site", "cross-site"),
                send(Some(&own)).header("sec-fetch-site", "same-site"),
            ];
            for (index, request) in tries.into_iter().enumerate() {
                let status = request.send().await.unwrap().status();
                assert_eq!(status, 403, "{row} by {name}, try {index}");
            }
        }
        assert_eq!(desk.rows().await, before, "a forged request of {name} changed something");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_ours_may_call_the_api_with_its_token() {
    let desk = TestDesk::open().await;
    let scene = Scene::set(&desk).await;
    let browser = desk.signed_in("lea").await;
    let row = routes::all().table().iter().find(|row| row.name == "leave-note").unwrap().clone();
    let request = || api(browser.request(row.method.clone(), &scene.path(&row)), &scene, &row);
    assert_eq!(request().send().await.unwrap().status(), 403);
    let own = browser.get("/profile").await.csrf();
    assert_eq!(request().header("x-csrf-token", own).send().await.unwrap().status(), 201);
}

fn api(request: RequestBuilder, scene: &Scene, row: &Route) -> RequestBuilder {
    match scene.json(row) {
        Some(body) => request.json(&body),
        None => request,
    }
}
