//! The nights on which the clock changes, one by one, as DESIGN section 5 reads them.

mod support;

use jiff::SignedDuration;
use souffleur_sla::{
    Calendar, CutoffRule, CutoffTable, TargetRule, due_at, elapsed, is_working_at, next_working_instant,
};
use support::{all_days, at, calendar, time, week};

fn every_day(zone: &str, intervals: &[(&str, &str)]) -> Calendar {
    calendar(zone, week(&all_days(), intervals), &[])
}

fn worked(calendar: &Calendar, from: &str, until: &str) -> i64 {
    elapsed(calendar, at(from), at(until), &[]).as_mins()
}

fn due_same_day(before: &str, due: &str) -> TargetRule {
    let rules = vec![
        CutoffRule { before: time(before), due: time(due), working_days: 0 },
        CutoffRule { before: time("24:00"), due: time("12:00"), working_days: 1 },
    ];
    TargetRule::Cutoff { rules: CutoffTable::new(rules).expect("a table") }
}

#[test]
fn an_interval_across_a_change_is_as_long_as_it_really_is() {
    let night = every_day("Europe/Paris", &[("00:00", "06:00")]);
    assert_eq!(worked(&night, "2026-03-28T23:00:00Z", "2026-03-29T12:00:00Z"), 5 * 60);
    assert_eq!(worked(&night, "2026-10-24T22:00:00Z", "2026-10-25T12:00:00Z"), 7 * 60);
    assert_eq!(worked(&night, "2026-06-01T22:00:00Z", "2026-06-02T12:00:00Z"), 6 * 60);
}

#[test]
fn working_time_is_due_in_real_time_across_a_change() {
    let night = every_day("Europe/Paris", &[("00:00", "06:00")]);
    let due = |asked: &str| due_at(&night, &TargetRule::WorkingTime { minutes: 180 }, at(asked), &[]);
    assert_eq!(due("2026-03-28T23:30:00Z"), Ok(Some(at("2026-03-29T02:30:00Z"))));
    assert_eq!(due("2026-10-24T22:30:00Z"), Ok(Some(at("2026-10-25T01:30:00Z"))));
}

#[test]
fn a_time_in_a_gap_is_read_with_the_offset_before_it() {
    // 02:30 does not exist on 29 March; at +01:00 it is the instant that the wall calls 03:30.
    let gap = every_day("Europe/Paris", &[("02:30", "05:00")]);
    assert_eq!(next_working_instant(&gap, at("2026-03-28T23:00:00Z")), Ok(at("2026-03-29T01:30:00Z")));
    let due = due_at(&gap, &due_same_day("02:00", "02:30"), at("2026-03-28T23:00:00Z"), &[]);
    assert_eq!(due, Ok(Some(at("2026-03-29T01:30:00Z"))));
}

#[test]
fn a_time_in_a_fold_is_the_earlier_one() {
    let fold = every_day("Europe/Paris", &[("02:30", "05:00")]);
    assert_eq!(next_working_instant(&fold, at("2026-10-24T22:00:00Z")), Ok(at("2026-10-25T00:30:00Z")));
    let due = due_at(&fold, &due_same_day("02:00", "02:30"), at("2026-10-24T22:00:00Z"), &[]);
    assert_eq!(due, Ok(Some(at("2026-10-25T00:30:00Z"))));
}

#[test]
fn asked_in_the_second_of_two_equal_hours_it_is_due_after_asking() {
    let night = every_day("Europe/Paris", &[("00:00", "06:00")]);
    let due = due_at(&night, &due_same_day("02:45", "02:45"), at("2026-10-25T01:20:00Z"), &[]);
    assert_eq!(due, Ok(Some(at("2026-10-25T01:45:00Z"))));
}

#[test]
fn hours_pushed_out_of_a_gap_count_once() {
    // Read at +01:00, 02:00 to 03:00 is what the wall calls 03:00 to 03:00 (nothing), and 02:15 to 02:45 is
    // 03:15 to 03:45, which the second interval works already.
    let nothing = every_day("Europe/Paris", &[("02:00", "03:00")]);
    assert_eq!(worked(&nothing, "2026-03-28T23:00:00Z", "2026-03-29T12:00:00Z"), 0);
    let twice = every_day("Europe/Paris", &[("02:15", "02:45"), ("03:00", "04:00")]);
    assert_eq!(worked(&twice, "2026-03-28T23:00:00Z", "2026-03-29T12:00:00Z"), 60);
}

#[test]
fn a_day_that_never_was_is_worked_with_the_next() {
    // Samoa had no 30 December 2011. Read at -10:00, its 09:00 to 17:00 is the 31st's, which counts once.
    let apia = every_day("Pacific/Apia", &[("09:00", "17:00")]);
    assert_eq!(worked(&apia, "2011-12-29T04:00:00Z", "2012-01-01T09:59:00Z"), 3 * 8 * 60);
    let only_that_day =
        calendar("Pacific/Apia", souffleur_sla::Week::closed(), &[("2011-12-30", &[("09:00", "17:00")])]);
    assert_eq!(worked(&only_that_day, "2011-12-01T00:00:00Z", "2012-02-01T00:00:00Z"), 8 * 60);
}

#[test]
fn midnight_in_a_gap_starts_the_day_after_it() {
    // São Paulo went from 00:00 to 01:00 on 4 November 2018.
    let all = every_day("America/Sao_Paulo", &[("00:00", "24:00")]);
    assert_eq!(worked(&all, "2018-11-04T02:00:00Z", "2018-11-05T02:00:00Z"), 24 * 60);
    assert_eq!(next_working_instant(&all, at("2018-11-04T03:00:00Z")), Ok(at("2018-11-04T03:00:00Z")));
}

#[test]
fn half_an_hour_is_a_change_too() {
    let night = every_day("Australia/Lord_Howe", &[("01:00", "03:00")]);
    assert_eq!(worked(&night, "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z"), 90);
    assert_eq!(worked(&night, "2026-04-04T12:00:00Z", "2026-04-05T12:00:00Z"), 150);
}

#[test]
fn working_hours_include_their_start_and_not_their_end() {
    let day = every_day("Europe/Paris", &[("09:00", "12:00"), ("14:00", "18:00")]);
    let open = |text: &str| is_working_at(&day, at(text));
    assert!(open("2026-06-01T07:00:00Z") && open("2026-06-01T09:59:59.999Z"));
    assert!(!open("2026-06-01T06:59:59.999Z") && !open("2026-06-01T10:00:00Z"));
    let lunch = next_working_instant(&day, at("2026-06-01T10:00:00Z")).expect("works every day");
    assert_eq!(lunch, at("2026-06-01T12:00:00Z"));
    assert_eq!(lunch.duration_since(at("2026-06-01T10:00:00Z")), SignedDuration::from_hours(2));
}
