//! Which policy a question gets, and who is told while it waits.

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use souffleur_sla::{AlarmKind, Calendar, Condition, Conditions, Facts, Policy, TargetKind};

fn conditions(written: Value) -> Conditions {
    serde_json::from_value(written).expect("conditions")
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("a zone")
}

/// A French question by mail, on sizes, of a good customer, on a Saturday at noon in Paris.
fn facts() -> Facts<'static> {
    Facts {
        channel: "email",
        topic: Some("sizes"),
        language: Some("fr"),
        tags: &["vip", "shop"],
        asked_at: "2026-06-06T10:00:00Z".parse().expect("an instant"),
    }
}

#[test]
fn all_conditions_must_hold_and_one_word_of_each() {
    for (written, missed) in [
        (json!({}), None),
        (json!({"channel": "email"}), None),
        (
            json!({"channel": ["web", "email"], "topic": ["sizes"], "language": "fr", "tag": ["press", "vip"]}),
            None,
        ),
        (json!({"channel": "web", "tag": "vip"}), Some(Condition::Channel)),
        (json!({"topic": "delivery"}), Some(Condition::Topic)),
        (json!({"language": "en"}), Some(Condition::Language)),
        (json!({"tag": "press"}), Some(Condition::Tag)),
        (json!({"asked": {"days": ["sat", "sun"]}}), None),
        (json!({"asked": {"from": "12:00", "until": "12:01"}}), None),
        (json!({"asked": {"until": "12:00"}}), Some(Condition::Asked)),
        (json!({"asked": {"days": ["mon"]}}), Some(Condition::Asked)),
    ] {
        assert_eq!(conditions(written.clone()).miss(&facts(), &paris()), missed, "{written}");
    }
    let nothing_known = Facts { topic: None, language: None, tags: &[], ..facts() };
    assert_eq!(conditions(json!({"topic": "sizes"})).miss(&nothing_known, &paris()), Some(Condition::Topic));
}

#[test]
fn a_policy_behind_a_wider_one_is_never_reached() {
    for (wide, narrow, covers) in [
        (json!({}), json!({"tag": "vip"}), true),
        (json!({"tag": "vip"}), json!({}), false),
        (json!({"channel": ["web", "email"]}), json!({"channel": "web", "tag": "vip"}), true),
        (json!({"channel": "web"}), json!({"channel": ["web", "email"]}), false),
        (
            json!({"asked": {"days": ["sat", "sun"]}}),
            json!({"asked": {"days": ["sun"], "from": "09:00"}}),
            true,
        ),
        (json!({"asked": {"from": "09:00"}}), json!({"asked": {"days": ["sun"]}}), false),
        (json!({"channel": "web"}), json!({"tag": "vip"}), false),
    ] {
        assert_eq!(conditions(wide.clone()).cover(&conditions(narrow.clone())), covers, "{wide} {narrow}");
    }
}

#[test]
fn conditions_are_written_as_they_were_read() {
    let written =
        json!({"channel": ["email"], "tag": ["press", "vip"], "asked": {"days": ["sat"], "from": "18:00"}});
    assert_eq!(serde_json::to_value(conditions(written.clone())).expect("written"), written);
    assert_eq!(serde_json::to_value(Conditions::default()).expect("written"), json!({}));
}

fn policy(more: Value) -> Result<Policy, serde_json::Error> {
    let mut written = json!({
        "first_reply": {"kind": "working_time", "minutes": 240}, "next_reply": {"kind": "working_time", "minutes": 240},
        "draft": {"share_of_first_reply": 0.5},
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut written, more) {
        all.extend(more);
    }
    serde_json::from_value(written)
}

#[test]
fn warnings_and_steps_come_in_their_order() {
    let calendar: Calendar = serde_json::from_value(json!({
        "time_zone": "UTC", "week": {"mon": [["08:00", "18:00"]]},
    }))
    .expect("a calendar");
    let policy = policy(json!({
        "warn_at": [0.5], "warn_before": [60, 15],
        "draft": {"share_of_first_reply": 0.5, "return_unread_at": 0.25},
        "escalation": [
            {"of": "draft", "at": 0.5, "to": "expert"},
            {"at": 0.5, "to": "expert", "by": "page"},
            {"before": 90, "to": "deputy", "then": "reassign"},
            {"at": 1.0, "to": "supervisor"},
        ],
    }))
    .expect("a policy");
    let at = |time: &str| format!("2026-06-01T{time}:00Z").parse().expect("an instant");
    let alarms = |kind, asked, due| {
        let alarms = policy.alarms(&calendar, kind, at(asked), at(due), &[]).expect("alarms");
        alarms.iter().map(|alarm| (alarm.at.strftime("%H:%M").to_string(), alarm.what)).collect::<Vec<_>>()
    };
    let share = |alarm: &AlarmKind| matches!(alarm, AlarmKind::Share(_));
    let first = alarms(TargetKind::FirstReply, "08:00", "12:00");
    let times: Vec<_> = first.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(times, ["10:00", "10:00", "10:30", "11:00", "11:45", "12:00"]);
    assert!(share(&first[0].1));
    assert_eq!(first[2].1, AlarmKind::Step(2));
    assert_eq!(first[5].1, AlarmKind::Step(3));
    let draft = alarms(TargetKind::Draft, "08:00", "10:00");
    let unread = draft.iter().filter(|(_, what)| *what == AlarmKind::Unread);
    assert_eq!(unread.map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["08:30"]);
    assert!(first.iter().all(|(_, what)| *what != AlarmKind::Unread));
    assert_eq!(draft.last().map(|(at, what)| (at.as_str(), *what)), Some(("09:45", AlarmKind::Lead(15))));
    // A lead that is longer than there is time is due at once.
    assert_eq!(alarms(TargetKind::NextReply, "08:00", "09:00")[0].0, "08:00");
}

#[test]
fn a_mistake_in_conditions_or_the_ladder_is_named_with_its_place() {
    for (more, said) in [
        (
            json!({"when": {"asked": {"from": "18:00", "until": "09:00"}}}),
            "when.asked.until: no time of asking",
        ),
        (json!({"when": {"asked": {"days": ["mon", "lundi"]}}}), "when.asked.days[1]: `lundi` is not a day"),
        (json!({"when": {"asked": {"from": "25:00"}}}), "when.asked.from: `25:00` is not a time"),
        (json!({"when": {"colour": "red"}}), "unknown field `colour`"),
        (json!({"warn_before": [30, 60]}), "warn_before[1]: leads are written from the longest"),
        (json!({"warn_before": [0]}), "warn_before[0]: 0 is not between 1"),
        (json!({"escalation": [{"at": 0.5, "to": "boss"}]}), "escalation[0].to: `boss` is not one of"),
        (json!({"escalation": [{"to": "expert"}]}), "escalation[0].at"),
        (json!({"escalation": [{"at": 2.0, "to": "expert"}]}), "escalation[0].at: 2 is not a share"),
        (
            json!({"escalation": [{"at": 0.5, "to": "supervisor"}, {"at": 0.6, "to": "deputy"}]}),
            "escalation[1].to: goes back to the deputy, after the supervisor was told",
        ),
        (
            json!({"escalation": [{"at": 0.5, "to": "expert"}, {"at": 0.4, "to": "deputy"}]}),
            "escalation[1].at: comes before the step above it",
        ),
        (
            json!({"escalation": [{"at": 0.5, "to": "supervisor", "then": "reassign"}]}),
            "escalation[0].to: a question can be given to the deputy or the community manager",
        ),
    ] {
        let error = policy(more.clone()).expect_err("refused").to_string();
        assert!(error.contains(said), "{more}: {error}");
    }
}
