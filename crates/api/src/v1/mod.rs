//! The JSON API, version 1: its calls, one folder a noun and one file a verb, and the document that describes them.

mod calendar;
mod delivery;
mod health;
mod openapi;
mod pause;
mod question;
mod report;
mod session;
mod shape;

use souffleur_web::route::Routes;

/// The routes of the API.
pub fn routes() -> Routes {
    openapi::with_document(calls())
}

fn calls() -> Routes {
    Routes::new()
        .merge(session::routes())
        .merge(question::routes())
        .merge(report::routes())
        .merge(pause::routes())
        .merge(calendar::routes())
        .merge(delivery::routes())
        .merge(health::routes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_is_described_with_its_problems() {
        let json: serde_json::Value =
            serde_json::from_str(&openapi::described(calls().openapi().clone()).to_json().unwrap()).unwrap();
        for row in calls().table() {
            let method = row.method.as_str().to_lowercase();
            let call = &json["paths"][&row.path][&method];
            assert_eq!(call["operationId"], row.name, "{row}");
            assert!(call["responses"]["429"].is_object() || call["responses"]["401"].is_object(), "{row}");
        }
        assert!(json["components"]["schemas"]["ProblemDocument"].is_object());
    }
}
