//! What can be written down as a calendar or a policy, and how mistakes in it are named.

use serde_json::{Value, json};
use souffleur_sla::{Calendar, Policy, TargetKind, TargetRule};

fn calendar(week: &Value, exceptions: &Value) -> Value {
    json!({ "time_zone": "Europe/Paris", "week": week, "exceptions": exceptions })
}

fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(written: Value) -> String {
    serde_json::from_value::<T>(written).expect_err("a mistake").to_string()
}

#[test]
fn a_calendar_is_written_as_it_was_read() {
    let week = json!({ "mon": [["09:00", "12:30"], ["14:00", "24:00"]], "sun": [["00:00", "06:00"]] });
    let written = calendar(&week, &json!({ "2026-12-24": [["09:00", "13:00"]], "2026-12-25": [] }));
    let read: Calendar = serde_json::from_value(written.clone()).expect("a calendar");
    assert_eq!(serde_json::to_value(&read).expect("writable"), written);
    assert_eq!(read.time_zone_name(), "Europe/Paris");
}

#[test]
fn hours_may_be_written_in_any_order_and_may_touch() {
    let week = json!({ "mon": [["12:00", "18:00"], ["09:00", "12:00"]] });
    let read: Calendar = serde_json::from_value(calendar(&week, &json!({}))).expect("a calendar");
    let sorted = json!({ "mon": [["09:00", "12:00"], ["12:00", "18:00"]] });
    assert_eq!(serde_json::to_value(read.week()).expect("writable"), sorted);
}

#[test]
fn the_exceptions_alone_can_be_a_calendar() {
    let written = json!({ "time_zone": "UTC", "exceptions": { "2026-12-24": [["09:00", "13:00"]] } });
    assert!(serde_json::from_value::<Calendar>(written).is_ok());
}

#[test]
fn a_mistake_in_a_calendar_is_named_with_its_place() {
    let one =
        |intervals: Value| calendar(&json!({ "mon": [["09:00", "12:00"]], "tue": intervals }), &json!({}));
    let cases = [
        (
            one(json!([["09:00", "25:00"]])),
            "week.tue[0]: `25:00` is not a time of day from 00:00 to 24:00 written HH:MM",
        ),
        (
            one(json!([["09:00", "12:00"], ["18:00", "14:00"]])),
            "week.tue[1]: the interval ends at 14:00, which is not after its start at 18:00",
        ),
        (
            one(json!([["09:00", "09:00"]])),
            "week.tue[0]: the interval ends at 09:00, which is not after its start at 09:00",
        ),
        (one(json!([["11:00", "15:00"], ["09:00", "12:00"]])), "week.tue: 11:00-15:00 overlaps 09:00-12:00"),
        (one(json!([["09:00"]])), "week.tue[0]: an interval has a start and an end, this has 1 values"),
        (
            calendar(&json!({ "lundi": [] }), &json!({})),
            "week.lundi: `lundi` is not a day of the week (mon, tue, wed, thu, fri, sat, sun)",
        ),
        (
            calendar(&json!({}), &json!({ "2026-02-30": [] })),
            "exceptions.2026-02-30: `2026-02-30` is not a date written YYYY-MM-DD",
        ),
        (
            calendar(&json!({}), &json!({ "20260201": [] })),
            "exceptions.20260201: `20260201` is not a date written YYYY-MM-DD",
        ),
        (
            calendar(&json!({ "mon": [] }), &json!({ "2026-12-25": [] })),
            "week: no working time at all: give at least one day an interval",
        ),
        (
            json!({ "time_zone": "Europe/Lutece", "week": { "mon": [["09:00", "12:00"]] } }),
            "time_zone: `Europe/Lutece` is not an IANA time zone (for example Europe/Paris)",
        ),
        (
            json!({ "time_zone": "Etc/Unknown", "week": { "mon": [["09:00", "12:00"]] } }),
            "time_zone: `Etc/Unknown` is not an IANA time zone (for example Europe/Paris)",
        ),
    ];
    for (written, expected) in cases {
        assert_eq!(refused::<Calendar>(written), expected);
    }
}

fn house_promise() -> Value {
    json!({
        "first_reply": { "kind": "cutoff", "rules": [
            { "before": "12:00", "due": "17:00", "working_days": 0 },
            { "before": "24:00", "due": "12:00", "working_days": 1 },
        ] },
        "next_reply": { "kind": "working_time", "minutes": 240 },
        "draft": { "share_of_first_reply": 0.6 },
        "warn_at": [0.5, 0.8],
    })
}

#[test]
fn a_policy_is_written_as_it_was_read() {
    let mut written = house_promise();
    for close in [None, Some(json!({ "kind": "working_time", "minutes": 2400 }))] {
        if let Some(close) = close {
            written["close"] = close;
        }
        let read: Policy = serde_json::from_value(written.clone()).expect("a policy");
        assert_eq!(serde_json::to_value(&read).expect("writable"), written);
        assert_eq!(read.rule(TargetKind::Close).is_some(), written.get("close").is_some());
    }
}

#[test]
fn a_policy_answers_for_each_target() {
    let policy: Policy = serde_json::from_value(house_promise()).expect("a policy");
    assert!(matches!(policy.rule(TargetKind::FirstReply), Some(TargetRule::Cutoff { .. })));
    assert_eq!(policy.rule(TargetKind::NextReply), Some(&TargetRule::WorkingTime { minutes: 240 }));
    assert_eq!((policy.rule(TargetKind::Draft), policy.rule(TargetKind::Close)), (None, None));
}

#[test]
fn a_mistake_in_a_policy_is_named_with_its_place() {
    let cases = [
        ("/first_reply/rules", json!([]), "first_reply.rules: a cutoff needs at least one rule"),
        (
            "/first_reply/rules/1/before",
            json!("23:00"),
            "first_reply.rules[1].before: the last rule stops at 23:00; it must be before 24:00, so that every time of \
             day has a rule",
        ),
        (
            "/first_reply/rules/1/before",
            json!("12:00"),
            "first_reply.rules[1].before: 12:00 is not later than the rule before it (12:00)",
        ),
        (
            "/first_reply/rules/0/due",
            json!("11:00"),
            "first_reply.rules[0].due: due at 11:00 the same day, a question asked just before 12:00 would be late already",
        ),
        (
            "/first_reply/rules/0/due",
            json!("5pm"),
            "first_reply.rules[0].due: `5pm` is not a time of day from 00:00 to 24:00 written HH:MM",
        ),
        (
            "/first_reply/rules/1/working_days",
            json!(1000),
            "first_reply.rules[1].working_days: 1000 is not between 0 and 366",
        ),
        ("/next_reply/minutes", json!(0), "next_reply.minutes: 0 is not between 1 and 5270400"),
        (
            "/draft/share_of_first_reply",
            json!(1.2),
            "draft.share_of_first_reply: 1.2 is not a share: more than 0, at most 1",
        ),
        (
            "/draft",
            json!({ "share_of_first_reply": 0.6, "return_unread_at": 0 }),
            "draft.return_unread_at: 0 is not a share: more than 0, at most 1",
        ),
        (
            "/draft",
            json!({ "share_of_first_reply": 0.6, "return_unread_at": 1 }),
            "draft.return_unread_at: a warning comes before the time is used up: less than 1",
        ),
        ("/warn_at", json!([0.8, 0.5]), "warn_at[1]: warnings are written in rising order, each once"),
        ("/warn_at/1", json!(1), "warn_at[1]: a warning comes before the time is used up: less than 1"),
        ("/warn_at/0", json!(-0.5), "warn_at[0]: -0.5 is not a share: more than 0, at most 1"),
    ];
    for (place, mistake, expected) in cases {
        let mut written = house_promise();
        *written.pointer_mut(place).expect("the place is there") = mistake;
        assert_eq!(refused::<Policy>(written), expected);
    }
}
