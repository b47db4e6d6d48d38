//! The house promise told day by day, what a policy makes of it, and calendars in which no promise can be kept.

mod support;

use jiff::civil::{Weekday, date};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use souffleur_sla::{
    Calendar, ClosedBecause, CutoffRule, CutoffTable, DueError, Pause, Policy, Share, TargetKind, TargetRule,
    TraceStep, Week, due_at, explain, explain_share, next_working_instant,
};
use support::{at, calendar, time, week};

const MON_TO_FRI: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

fn paris() -> Calendar {
    let exceptions: &[(&str, &[(&str, &str)])] =
        &[("2026-12-24", &[("09:00", "13:00")]), ("2026-12-25", &[])];
    calendar("Europe/Paris", week(&MON_TO_FRI, &[("09:00", "18:00")]), exceptions)
}

fn house() -> TargetRule {
    let rule = |before, due, working_days| CutoffRule { before: time(before), due: time(due), working_days };
    let rules = vec![rule("12:00", "17:00", 0), rule("24:00", "12:00", 1)];
    TargetRule::Cutoff { rules: CutoffTable::new(rules).expect("a table") }
}

fn due(asked: &str) -> Timestamp {
    due_at(&paris(), &house(), at(asked), &[]).expect("a due time").expect("a cutoff is not paused")
}

#[test]
fn before_noon_is_strict() {
    assert_eq!(due("2026-06-02T09:59:59.999Z"), at("2026-06-02T15:00:00Z"));
    assert_eq!(due("2026-06-02T10:00:00Z"), at("2026-06-03T10:00:00Z"));
}

#[test]
fn a_closed_day_counts_as_the_next_morning() {
    // A Saturday, and Christmas Day, which is followed by a weekend.
    assert_eq!(due("2026-06-06T10:00:00Z"), at("2026-06-08T15:00:00Z"));
    assert_eq!(due("2026-12-25T10:00:00Z"), at("2026-12-28T16:00:00Z"));
}

#[test]
fn the_reason_is_told_day_by_day() {
    // Christmas Eve closes at 13:00, so 17:00 is kept on the next day that is open then.
    let steps = explain(&paris(), &house(), at("2026-12-24T09:00:00Z"), &[]);
    let (ends, due) = (Some(time("13:00")), time("17:00"));
    let evening = CutoffRule { before: time("24:00"), due: time("12:00"), working_days: 1 };
    let too_early = |day, ends| TraceStep::ClosesTooEarly { date: date(2026, 12, day), ends, due };
    let expected = [
        TraceStep::Asked { at: at("2026-12-24T09:00:00Z"), local: date(2026, 12, 24).at(10, 0, 0, 0) },
        TraceStep::Rule { index: 0, rule: CutoffRule { before: time("12:00"), due, working_days: 0 } },
        too_early(24, ends),
        too_early(25, None),
        too_early(26, None),
        too_early(27, None),
        // Who asks in the afternoon is answered on the 28th before noon; so is who asked before.
        TraceStep::SoonerIfAskedLater { date: date(2026, 12, 24), rule: evening },
        TraceStep::Closed { date: date(2026, 12, 25), because: ClosedBecause::Exception, holiday: None },
        TraceStep::Closed { date: date(2026, 12, 26), because: ClosedBecause::Weekday, holiday: None },
        TraceStep::Closed { date: date(2026, 12, 27), because: ClosedBecause::Weekday, holiday: None },
        TraceStep::WorkingDay { date: date(2026, 12, 28), nth: 1 },
        TraceStep::Due { at: at("2026-12-28T11:00:00Z") },
    ];
    assert_eq!(steps, expected);
    let afterwards = explain(&paris(), &house(), at("2026-12-24T15:00:00Z"), &[]);
    assert!(afterwards.contains(&TraceStep::Closed {
        date: date(2026, 12, 25),
        because: ClosedBecause::Exception,
        holiday: None
    }));
    assert!(afterwards.contains(&TraceStep::Closed {
        date: date(2026, 12, 26),
        because: ClosedBecause::Weekday,
        holiday: None
    }));
    assert!(afterwards.contains(&TraceStep::WorkingDay { date: date(2026, 12, 28), nth: 1 }));
}

#[test]
fn working_time_and_pauses_are_told() {
    let pause = Pause { from: at("2026-06-02T08:00:00Z"), until: Some(at("2026-06-02T09:00:00Z")) };
    let steps =
        explain(&paris(), &TargetRule::WorkingTime { minutes: 90 }, at("2026-06-02T07:00:00Z"), &[pause]);
    let day = date(2026, 6, 2);
    let counted = |from, until, counted, left| TraceStep::Counted {
        date: day,
        from: at(from),
        until: at(until),
        counted: SignedDuration::from_mins(counted),
        left: SignedDuration::from_mins(left),
    };
    assert_eq!(
        steps[1..],
        [
            counted("2026-06-02T07:00:00Z", "2026-06-02T08:00:00Z", 60, 30),
            TraceStep::Paused { date: day, from: pause.from, until: at("2026-06-02T09:00:00Z") },
            counted("2026-06-02T09:00:00Z", "2026-06-02T09:30:00Z", 30, 0),
            TraceStep::Due { at: at("2026-06-02T09:30:00Z") },
        ]
    );
    let open = [Pause { until: None, ..pause }];
    let waiting =
        explain(&paris(), &TargetRule::WorkingTime { minutes: 90 }, at("2026-06-02T07:00:00Z"), &open);
    assert_eq!(waiting.last(), Some(&TraceStep::Waiting));
    let reached =
        due_at(&paris(), &TargetRule::WorkingTime { minutes: 60 }, at("2026-06-02T07:00:00Z"), &open);
    assert_eq!(reached, Ok(Some(pause.from)));
}

#[test]
fn without_working_time_between_a_share_is_of_real_time() {
    let (asked, due) = (at("2026-06-06T10:00:00Z"), at("2026-06-06T12:00:00Z"));
    let steps = explain_share(&paris(), Share::new(0.25).expect("a share"), asked, due, &[]);
    let share = Share::new(0.25).expect("a share");
    let whole = TraceStep::Share { share, of: SignedDuration::from_hours(2), working: false };
    assert_eq!(steps[1..], [whole, TraceStep::Due { at: at("2026-06-06T10:30:00Z") }]);
}

#[test]
fn a_policy_makes_promises_with_their_warnings() {
    let policy: Policy = serde_json::from_value(json!({
        "first_reply": serde_json::to_value(house()).expect("writable"),
        "next_reply": { "kind": "working_time", "minutes": 240 },
        "draft": { "share_of_first_reply": 0.5 },
        "warn_at": [0.5, 0.75],
    }))
    .expect("a policy");
    let asked = at("2026-06-02T07:00:00Z");
    let promise = |kind, pauses: &[Pause]| policy.promise(&paris(), kind, asked, pauses).expect("a due time");
    let first = promise(TargetKind::FirstReply, &[]).expect("promised");
    assert_eq!(first.due_at, Some(at("2026-06-02T15:00:00Z")));
    assert_eq!(first.warn_at, [at("2026-06-02T11:00:00Z"), at("2026-06-02T13:00:00Z")]);
    let draft = promise(TargetKind::Draft, &[]).expect("promised");
    assert_eq!(draft.due_at, Some(at("2026-06-02T11:00:00Z")));
    assert_eq!(draft.warn_at, [at("2026-06-02T09:00:00Z"), at("2026-06-02T10:00:00Z")]);
    let open = [Pause { from: at("2026-06-02T08:00:00Z"), until: None }];
    let next = promise(TargetKind::NextReply, &open).expect("promised");
    assert_eq!((next.due_at, next.warn_at), (None, Vec::new()));
    assert_eq!(promise(TargetKind::Close, &[]), None);
}

#[test]
fn a_calendar_that_ends_gives_an_error_and_no_endless_search() {
    let last_days: &[(&str, &[(&str, &str)])] =
        &[("2026-06-02", &[("09:00", "12:00")]), ("9000-01-01", &[("09:00", "12:00")])];
    let ending = calendar("UTC", Week::closed(), last_days);
    let asked = at("2026-06-02T10:00:00Z");
    let working = |minutes| due_at(&ending, &TargetRule::WorkingTime { minutes }, asked, &[]);
    assert_eq!(working(150), Ok(Some(at("9000-01-01T09:30:00Z"))));
    assert_eq!(working(301), Err(DueError::NoWorkingTimeLeft { after: date(9000, 1, 1) }));
    // No day reaches 17:00, but who asks in the evening is promised noon of the next working day.
    assert_eq!(due_at(&ending, &house(), asked, &[]), Ok(Some(at("9000-01-01T12:00:00Z"))));
    let afternoon = CutoffRule { before: time("24:00"), due: time("17:00"), working_days: 1 };
    let afternoon = TargetRule::Cutoff { rules: CutoffTable::new(vec![afternoon]).unwrap() };
    let never = DueError::NoDayReaches { from: date(9000, 1, 1), due: time("17:00") };
    assert_eq!(due_at(&ending, &afternoon, asked, &[]), Err(never));
    assert_eq!(
        explain(&ending, &afternoon, asked, &[]).last(),
        Some(&TraceStep::Impossible { reason: never })
    );
    let after = at("9000-01-02T00:00:00Z");
    assert_eq!(
        due_at(&ending, &house(), after, &[]),
        Err(DueError::NoWorkingTimeLeft { after: date(9000, 1, 2) })
    );
    assert!(next_working_instant(&ending, after).is_err());
}

#[test]
fn the_ends_of_time_are_errors_not_panics() {
    let rule = TargetRule::WorkingTime { minutes: u32::MAX };
    assert_eq!(due_at(&paris(), &rule, at("2026-06-02T10:00:00Z"), &[]), Err(DueError::OutOfRange));
    for asked in [Timestamp::MIN, Timestamp::MAX] {
        for rule in [house(), TargetRule::WorkingTime { minutes: 1 }] {
            assert_eq!(due_at(&paris(), &rule, asked, &[]).is_ok(), asked == Timestamp::MIN);
        }
    }
}
