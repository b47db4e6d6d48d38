//! A desk with one question on it, and the routes that a body can be sent to.

use serde_json::{Value, json};
use souffleur_desk::routes;
use souffleur_question::intake::Asked;
use souffleur_tests::harness::{TestDesk, story::SIZES};
use souffleur_web::{route::Route, route_kind::RouteKind};

/// A question that Léa holds.
pub(crate) async fn question(desk: &TestDesk) -> Asked {
    desk.ask_for("lea", SIZES).await
}

/// The routes of a kind that take a body.
pub(crate) fn writes(kind: RouteKind) -> Vec<Route> {
    let table = routes::all();
    table
        .table()
        .iter()
        .filter(|row| row.kind == kind && row.method == reqwest::Method::POST)
        .cloned()
        .collect()
}

/// The address of a route on a question; what else an address names is not there.
pub(crate) fn path(row: &Route, asked: &Asked) -> String {
    let about = row.path.contains("/questions/") || row.path.contains("/desk/");
    let nobody = "01930000-0000-7000-8000-000000000000".to_owned();
    let id = if about { asked.id.to_string() } else { nobody };
    let is_thread = ["/q/", "/api/v1/threads/"].iter().any(|place| row.path.starts_with(place));
    let token = if is_thread { asked.token.as_str() } else { "nothing" };
    row.path.replace("{id}", &id).replace("{token}", token)
}

/// A question that could be taken in.
pub(crate) fn good() -> Value {
    json!({"body": SIZES, "customer": {"name": "Marie", "email": "marie@example.org"}})
}

/// The good question with one thing changed: a path of names, and what stands there instead.
pub(crate) fn with(path: &str, value: Value) -> Value {
    let mut question = good();
    let mut place = &mut question;
    for name in path.split('.') {
        place = &mut place[name];
    }
    *place = value;
    question
}
