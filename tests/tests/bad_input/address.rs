//! Addresses that name nothing, or nothing that their caller may know of.

use souffleur_tests::{
    harness::{Page, TestDesk},
    on_both,
};

use crate::place::question;

on_both!(an_address_that_names_nothing_is_not_found, a_query_that_cannot_be_meant_is_refused);

/// What no database may be asked without thought: NUL, quotes, half a character, numbers out of range.
const ODD: [&str; 10] = [
    "%00",
    "a%00b",
    "%27%20OR%201=1--",
    "%FF%FE",
    "%E2%82",
    "-1",
    "9223372036854775807",
    "99999999999999999999999",
    "..%2F..%2Fetc%2Fpasswd",
    "%F0%9F%A6%84",
];

async fn an_address_that_names_nothing_is_not_found(desk: TestDesk) {
    question(&desk).await;
    let (manager, visitor) = (desk.caller("camille").await, desk.signed_in("camille").await);
    let (lea, admin) = (desk.signed_in("lea").await, desk.signed_in("ada").await);
    let nobody = "01930000-0000-7000-8000-000000000000";
    let before = desk.rows().await;
    for odd in ODD.into_iter().chain([nobody, "nonsense", &"x".repeat(5_000)]) {
        manager.get(&format!("/api/v1/questions/{odd}")).await.is_problem(404);
        let body = serde_json::json!({"body": "Bonjour", "version": 1});
        manager.post(&format!("/api/v1/questions/{odd}/replies"), &body).await.is_problem(404);
        manager
            .post(&format!("/api/v1/questions/{odd}/notes"), &serde_json::json!({"body": "x"}))
            .await
            .is_problem(404);
        for path in
            ["/q/", "/wall/", "/invitation/", "/language/", "/assets/0/", "/", "/questions/", "/api/v2/"]
        {
            found_nowhere(&visitor.get(&format!("{path}{odd}")).await, path, odd);
        }
        found_nowhere(&lea.get(&format!("/desk/{odd}")).await, "/desk/", odd);
        for section in ["topics", "voices", "calendars", "policies", "users", "rules", "experts", "nothing"] {
            let path = format!("/settings/{section}/");
            found_nowhere(&admin.get(&format!("{path}{odd}")).await, &path, odd);
        }
    }
    assert_eq!(desk.rows().await, before);
}

#[track_caller]
fn found_nowhere(page: &Page, path: &str, odd: &str) {
    assert!(matches!(page.status, 404 | 400), "{path}{odd}: {} {}", page.status, page.text());
}

async fn a_query_that_cannot_be_meant_is_refused(desk: TestDesk) {
    question(&desk).await;
    let manager = desk.caller("camille").await;
    let (visitor, lea) = (desk.signed_in("camille").await, desk.signed_in("lea").await);
    let admin = desk.signed_in("ada").await;
    let before = desk.rows().await;
    for odd in ODD {
        for name in
            ["status", "topic", "expert", "channel", "q", "sort", "limit", "cursor", "late", "nobody_knows"]
        {
            let answer = manager.get(&format!("/api/v1/questions?{name}={odd}")).await;
            assert!(
                answer.status == 200 || (400..500).contains(&answer.status),
                "{name}={odd}: {}",
                answer.raw
            );
        }
        for name in ["from", "to", "group_by", "format"] {
            let answer = manager.get(&format!("/api/v1/reports/sla?{name}={odd}")).await;
            assert!(
                answer.status == 200 || (400..500).contains(&answer.status),
                "{name}={odd}: {}",
                answer.raw
            );
        }
        let pages = ["view", "topic", "expert", "channel", "q", "after", "open", "before"];
        for name in pages {
            for (visitor, path) in
                [(&visitor, "/inbox"), (&lea, "/desk"), (&visitor, "/"), (&admin, "/settings/audit")]
            {
                kind(&visitor.get(&format!("{path}?{name}={odd}")).await, path, name, odd);
            }
        }
        for name in ["from", "to", "group_by", "key", "state"] {
            for path in ["/reports/sla", "/reports/sla/questions", "/reports/sla.csv"] {
                kind(&visitor.get(&format!("{path}?{name}={odd}")).await, path, name, odd);
                let rest = "from=2026-11-23&to=2026-11-23&group_by=expert";
                kind(&visitor.get(&format!("{path}?{rest}&{name}={odd}")).await, path, name, odd);
            }
        }
    }
    assert_eq!(desk.rows().await, before);
}

#[track_caller]
fn kind(page: &Page, path: &str, name: &str, odd: &str) {
    assert!(page.status < 500, "{path}?{name}={odd}: {} {}", page.status, page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_period_is_one_that_can_be_reported() {
    let desk = TestDesk::open().await;
    let (caller, visitor) = (desk.caller("nadia").await, desk.signed_in("nadia").await);
    let bad = [
        ("2026-11-23", "2026-11-22"),
        ("0001-01-01", "9999-12-31"),
        ("2026-02-30", "2026-03-01"),
        ("23/11/2026", "24/11/2026"),
        ("2026-11-23", ""),
        ("9999-12-31", "9999-12-31"),
        ("-9999-01-01", "-9999-01-02"),
    ];
    for (from, to) in bad {
        for format in ["json", "csv"] {
            let answer =
                caller.get(&format!("/api/v1/reports/sla?from={from}&to={to}&format={format}")).await;
            assert_eq!(answer.status, 422, "{from} {to}: {}", answer.raw);
        }
        for path in ["/reports/sla", "/reports/sla/questions", "/reports/sla.csv"] {
            let page = visitor.get(&format!("{path}?from={from}&to={to}")).await;
            assert_eq!(page.status, 422, "{path} {from} {to}: {}", page.text());
        }
    }
    caller.get("/api/v1/reports/sla?group_by=mood").await.is_problem(422);
    caller.get("/api/v1/reports/sla?format=pdf").await.is_problem(422);
}

/// Whoever may not see a question can't learn that it exists.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anothers_question_looks_like_none() {
    let desk = TestDesk::open().await;
    let (asked, karim) = (question(&desk).await, desk.caller("karim").await);
    let nobody = "01930000-0000-7000-8000-000000000000".to_owned();
    let told = async |id: &str, call: &str| {
        let path = format!("/api/v1/questions/{id}{call}");
        let body = serde_json::json!({"body": "Bonjour"});
        let reply = if call.is_empty() { karim.get(&path).await } else { karim.post(&path, &body).await };
        (reply.status, reply.told().replace(id, ""))
    };
    for call in ["", "/drafts", "/notes"] {
        let (others, none) = (told(&asked.id.to_string(), call).await, told(&nobody, call).await);
        assert_eq!(others.0, 404, "{call}: {}", others.1);
        assert_eq!(others, none, "{call}");
    }
    let page =
        async |id: &str| desk.signed_in("karim").await.get(&format!("/desk/{id}")).await.is(404).text();
    assert_eq!(page(&asked.id.to_string()).await, page(&nobody).await);
}
