//! How long a due time takes: the house promise is asked for at every intake.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use souffleur_sla::{Calendar, Policy, Region, Share, TargetKind, TargetRule, draft_due_at, due_at};

const CALENDAR: &str = r#"{"time_zone": "Europe/Paris", "week": {
    "mon": [["09:00", "12:30"], ["14:00", "18:00"]], "tue": [["09:00", "12:30"], ["14:00", "18:00"]],
    "wed": [["09:00", "12:30"], ["14:00", "18:00"]], "thu": [["09:00", "12:30"], ["14:00", "18:00"]],
    "fri": [["09:00", "12:30"], ["14:00", "18:00"]]},
    "exceptions": {"2026-05-01": [], "2026-05-08": [], "2026-07-14": [], "2026-12-24": [["09:00", "13:00"]],
    "2026-12-25": [], "2027-01-01": [], "2027-05-01": []}}"#;

const POLICY: &str = r#"{"first_reply": {"kind": "cutoff", "rules": [
    {"before": "12:00", "due": "17:00", "working_days": 0}, {"before": "24:00", "due": "12:00", "working_days": 1}]},
    "next_reply": {"kind": "working_time", "minutes": 240}, "draft": {"share_of_first_reply": 0.6},
    "warn_at": [0.5, 0.8]}"#;

/// A year of working days, seven and a half hours each.
const A_YEAR: TargetRule = TargetRule::WorkingTime { minutes: 253 * 450 };

fn due(criterion: &mut Criterion) {
    let calendar: Calendar = serde_json::from_str(CALENDAR).expect("a calendar");
    let policy: Policy = serde_json::from_str(POLICY).expect("a policy");
    let asked: Timestamp = "2026-06-02T08:15:30.250Z".parse().expect("an instant");
    let next_day: Timestamp = "2026-06-02T12:15:30.250Z".parse().expect("an instant");
    let house = policy.rule(TargetKind::FirstReply).expect("always there");
    let share = Share::new(0.6).expect("a share");
    let due = |rule, asked| due_at(black_box(&calendar), rule, black_box(asked), &[]);
    let reply_due = due(house, asked).expect("a due time").expect("not paused");

    criterion.bench_function("house promise, same day", |b| b.iter(|| due(house, asked)));
    criterion.bench_function("house promise, next day", |b| b.iter(|| due(house, next_day)));
    criterion.bench_function("draft at 0.6", |b| b.iter(|| draft_due_at(&calendar, share, asked, reply_due)));
    criterion.bench_function("working time, 4 hours", |b| {
        b.iter(|| due(&TargetRule::WorkingTime { minutes: 240 }, asked));
    });
    criterion.bench_function("working time, a year out", |b| b.iter(|| due(&A_YEAR, asked)));

    let holidays = calendar.clone().with_holidays(Region::parse("FR-57").expect("a region"));
    let due = |rule, asked| due_at(black_box(&holidays), rule, black_box(asked), &[]);
    criterion.bench_function("house promise with holidays, next day", |b| b.iter(|| due(house, next_day)));
    criterion.bench_function("working time with holidays, a year out", |b| b.iter(|| due(&A_YEAR, asked)));
}

criterion_group!(benches, due);
criterion_main!(benches);
