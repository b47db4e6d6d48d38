//! What monitoring and administrators are told, over real HTTP.

use jiff::SignedDuration;
use reqwest::Method;
use souffleur_tests::{
    harness::{Reply, TestDesk, story::SIZES},
    on_both,
};

on_both!(
    metrics_can_be_read_by_prometheus_and_have_what_alerts_need,
    readiness_tells_a_load_balancer_yes_or_no_and_an_operator_why,
    administrators_read_the_health_of_the_desk_in_words,
);

/// What `docs/operations.md` promises.
const PROMISED: [&str; 26] = [
    "souffleur_build_info",
    "souffleur_start_time_seconds",
    "souffleur_uptime_seconds",
    "souffleur_disk_free_bytes",
    "souffleur_disk_size_bytes",
    "souffleur_database_up",
    "souffleur_database_connections",
    "souffleur_database_connections_max",
    "souffleur_transactions_total",
    "souffleur_commits_total",
    "souffleur_write_failures_total",
    "souffleur_questions",
    "souffleur_questions_late",
    "souffleur_outbox_waiting",
    "souffleur_outbox_waiting_since_seconds",
    "souffleur_outbox_given_up",
    "souffleur_timer_lag_seconds",
    "souffleur_timers_failing",
    "souffleur_search_waiting",
    "souffleur_delivery_errors_total",
    "souffleur_job_last_success_seconds",
    "souffleur_job_consecutive_failures",
    "souffleur_streams_open",
    "souffleur_rate_limited_total",
    "souffleur_sign_ins_failed_total",
    "souffleur_http_request_duration_seconds",
];

/// A sample: its name, its labels as they stand, its value.
fn sample(line: &str) -> (String, String, String) {
    let (series, value) = line.rsplit_once(' ').unwrap();
    let number: f64 = value.parse().unwrap_or_else(|error| panic!("{line}: {error}"));
    assert!(number.is_finite() && number >= 0.0, "{line}");
    let (name, labels) = match series.split_once('{') {
        Some((name, labels)) => (name, labels.strip_suffix('}').unwrap()),
        None => (series, ""),
    };
    assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{line}");
    for label in labels.split("\",").filter(|label| !label.is_empty()) {
        let (name, value) = label.split_once("=\"").unwrap_or_else(|| panic!("{line}"));
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{line}");
        assert!(!value.trim_end_matches('"').contains('"'), "{line}");
    }
    (name.to_owned(), labels.to_owned(), value.to_owned())
}

async fn metrics_can_be_read_by_prometheus_and_have_what_alerts_need(desk: TestDesk) {
    desk.ask_for("lea", SIZES).await;
    let wrong = serde_json::json!({"email": "lea@example.test", "password": "not this one"});
    desk.stranger().post("/api/v1/session", &wrong).await.is(401);
    Reply::read(desk.stranger().request(Method::from_bytes(b"BREW").unwrap(), "/no/such/page")).await;
    let page = desk.visitor().get("/metrics").await.is(200);
    let mut known = std::collections::BTreeMap::new();
    let mut samples = Vec::new();
    for line in page.html.lines() {
        match line.strip_prefix("# TYPE ") {
            Some(declared) => {
                let (name, kind) = declared.split_once(' ').unwrap();
                assert!(["gauge", "counter", "histogram"].contains(&kind), "{line}");
                assert!(known.insert(name.to_owned(), kind.to_owned()).is_none(), "{name} is declared twice");
            }
            None if line.starts_with("# HELP ") => {}
            None => samples.push(sample(line)),
        }
    }
    for (name, ..) in &samples {
        let family = ["_bucket", "_sum", "_count"].iter().find_map(|end| {
            name.strip_suffix(end).filter(|family| known.get(*family).is_some_and(|kind| kind == "histogram"))
        });
        assert!(known.contains_key(family.unwrap_or(name)), "{name} is not declared");
    }
    for name in PROMISED {
        assert!(known.contains_key(name), "{name} is not there: {:?}", known.keys());
    }
    let value = |name: &str, label: &str| {
        let found = samples.iter().find(|(known, labels, _)| known == name && labels.contains(label));
        found.unwrap_or_else(|| panic!("no {name} with {label}: {}", page.html)).2.as_str()
    };
    assert_eq!(value("souffleur_sign_ins_failed_total", ""), "1");
    assert_eq!(value("souffleur_database_up", ""), "1");
    assert_eq!(value("souffleur_questions", "status=\"assigned\""), "1");
    assert_eq!(value("souffleur_outbox_waiting_since_seconds", ""), "1795424400", "Monday, 09:00 UTC");
    let invented = "route=\"(none)\",method=\"OTHER\",status=\"404\"";
    assert_eq!(value("souffleur_http_request_duration_seconds_count", invented), "1");
}

async fn readiness_tells_a_load_balancer_yes_or_no_and_an_operator_why(desk: TestDesk) {
    let here = desk.stranger().get("/readyz").await.is(200).json;
    assert_eq!(
        (&here["ready"], &here["database"], &here["disk"]),
        (&true.into(), &"ok".into(), &"ok".into())
    );
    assert_eq!(here["failing"], serde_json::json!([]));
    let strangers = async || {
        let request = desk.stranger().request(Method::GET, "/readyz").header("x-forwarded-for", "192.0.2.1");
        Reply::read(request).await
    };
    assert_eq!(strangers().await.is(200).json, serde_json::json!({"ready": true}));
    let figures = desk.stranger().request(Method::GET, "/metrics").header("x-forwarded-for", "192.0.2.1");
    Reply::read(figures).await.is_problem(401);
    // A promise that nobody has looked at for more than a minute.
    desk.ask_for("lea", SIZES).await;
    desk.clock.advance(SignedDuration::from_hours(8));
    let late = desk.stranger().get("/readyz").await.is(503).json;
    assert_eq!((&late["ready"], &late["failing"]), (&false.into(), &serde_json::json!(["timers"])));
    assert_eq!(strangers().await.is(503).json, serde_json::json!({"ready": false}));
}

async fn administrators_read_the_health_of_the_desk_in_words(desk: TestDesk) {
    let page = desk.signed_in("ada").await.get("/settings/health").await.is(200);
    page.says("État du service").says("Base de données").says("Espace disque libre");
    page.says(&format!("Souffleur {}", env!("CARGO_PKG_VERSION"))).says("à l’heure");
    desk.signed_in("nadia").await.get("/settings/health").await.is(403);
    let health = desk.caller("ada").await.get("/api/v1/health").await.is(200).json;
    assert_eq!((&health["ready"], &health["version"]), (&true.into(), &env!("CARGO_PKG_VERSION").into()));
    let lines = health["lines"].as_array().unwrap();
    let line =
        |name: &str| lines.iter().find(|line| line["name"] == name).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!(line("timers")["state"], "good");
    desk.ask_for("lea", SIZES).await;
    desk.clock.advance(SignedDuration::from_hours(8));
    desk.signed_in("ada")
        .await
        .get("/settings/health")
        .await
        .says("ne fonctionne pas")
        .says("redémarrez le desk");
    let health = desk.caller("ada").await.get("/api/v1/health").await.is(200).json;
    assert_eq!((&health["ready"], &health["state"]), (&false.into(), &"bad".into()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_keeps_its_id_from_the_edge_to_the_problem() {
    let desk = TestDesk::open().await;
    let ask = |name: &'static str, value: &'static str| {
        Reply::read(desk.stranger().request(Method::GET, "/api/v1/questions/7").header(name, value))
    };
    let taken = ask("x-request-id", "edge-0123456789").await;
    taken.is_problem(401);
    assert_eq!(
        (taken.header("x-request-id"), &taken.json["request_id"]),
        ("edge-0123456789", &"edge-0123456789".into())
    );
    let drawn = ask("x-request-id", "no id: <script>").await;
    let id = drawn.header("x-request-id");
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    assert_eq!(drawn.json["request_id"], id);
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let traced = ask("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").await;
    let response = traced.header("traceresponse");
    assert!(response.starts_with(&format!("00-{trace}-")) && response.ends_with("-01"), "{response}");
    assert_eq!(drawn.header("traceresponse"), "");
}
