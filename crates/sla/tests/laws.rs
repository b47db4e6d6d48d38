//! What holds for every calendar, every zone and every instant.

mod support;

use jiff::SignedDuration;
use jiff::civil::Date;
use proptest::prelude::*;
use souffleur_sla::{
    Calendar, CutoffRule, CutoffTable, Pause, Share, TargetRule, TimeOfDay, TraceStep, draft_due_at, due_at,
    elapsed, explain, warn_at,
};
use support::{all_days, config, counted_slowly, instant, instant_in, pause_after, scene, time, week, zone};

fn working(minutes: u32) -> TargetRule {
    TargetRule::WorkingTime { minutes }
}

/// A cutoff whose rules share one due time; others may promise more to those who ask later.
fn cutoff(before: &str, due: &str, later_days: u32) -> TargetRule {
    let rule = |before, working_days| CutoffRule { before, due: time(due), working_days };
    let rules = vec![rule(time(before), 0), rule(TimeOfDay::END_OF_DAY, later_days)];
    TargetRule::Cutoff { rules: CutoffTable::new(rules).expect("a table") }
}

fn a_cutoff() -> impl Strategy<Value = TargetRule> {
    let befores = prop::sample::select(["04:00", "08:30", "12:00"].as_slice());
    let dues = prop::sample::select(["12:00", "17:00", "24:00"].as_slice());
    (befores, dues, 1..4_u32).prop_map(|(before, due, days)| cutoff(before, due, days))
}

/// Any table: rules may contradict each other, so that the later of two would promise the earlier reply.
fn any_table() -> impl Strategy<Value = TargetRule> {
    let dues = prop::sample::select(["08:00", "12:00", "13:00", "17:00", "23:30"].as_slice());
    let befores = prop::sample::subsequence(vec!["04:00", "08:30", "12:00", "15:45"], 0..4);
    (befores, prop::collection::vec((dues, 0..4_u32), 5)).prop_map(|(befores, promises)| {
        let befores = befores.into_iter().map(time).chain([TimeOfDay::END_OF_DAY]);
        let rule = |(before, (due, days)): (TimeOfDay, (&str, u32))| {
            let due = time(due);
            // A reply due before the question is asked is refused by the table.
            CutoffRule { before, due, working_days: if due < before { days.max(1) } else { days } }
        };
        let rules = befores.zip(promises).map(rule).collect();
        TargetRule::Cutoff { rules: CutoffTable::new(rules).expect("a table") }
    })
}

fn minutes(minutes: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn working_time_is_what_a_slower_count_says((calendar, from) in scene(), hours in 0_i64..400) {
        let until = from + SignedDuration::from_hours(hours);
        prop_assert_eq!(elapsed(&calendar, from, until, &[]), counted_slowly(&calendar, from, until));
    }

    #[test]
    fn due_is_the_first_instant_at_which_the_time_is_used_up((calendar, asked) in scene(), needed in 1..6_000_u32) {
        let due = due_at(&calendar, &working(needed), asked, &[])?.expect("no pause");
        prop_assert!(due > asked);
        prop_assert_eq!(elapsed(&calendar, asked, due, &[]), minutes(needed));
        let just_before = due - SignedDuration::from_nanos(1);
        prop_assert!(elapsed(&calendar, asked, just_before, &[]) < minutes(needed));
    }

    #[test]
    fn who_asks_later_is_not_due_earlier((calendar, asked) in scene(), later in 0_i64..300_000_000, m in 1..3_000_u32) {
        let afterwards = asked + SignedDuration::from_millis(later);
        let due = |instant| due_at(&calendar, &working(m), instant, &[]);
        prop_assert!(due(asked)? <= due(afterwards)?);
    }

    #[test]
    fn a_cutoff_is_kept_on_a_day_that_reaches_it((calendar, asked) in scene(), rule in a_cutoff()) {
        let Ok(due) = due_at(&calendar, &rule, asked, &[]) else { return Ok(()) };
        let due = due.expect("a cutoff is not paused");
        prop_assert!(due >= asked);
        let TargetRule::Cutoff { rules } = &rule else { unreachable!("built above") };
        let time = rules.rules()[0].due;
        let (zone, wall) = (calendar.time_zone(), calendar.time_zone().to_datetime(due).date());
        // 24:00 is on the wall of the next day, and a gap of the clock can push a due time there as well.
        let days = [Ok(wall), wall.yesterday(), wall.yesterday().and_then(Date::yesterday)];
        let kept = days.into_iter().flatten().any(|day| instant(zone, day, time) == due && calendar.hours_on(day).reaches(time));
        prop_assert!(kept, "due {}", due);
    }

    #[test]
    fn who_asks_earlier_is_never_promised_later(
        (calendar, asked) in scene(), rule in any_table(), later in 0_i64..600_000_000,
    ) {
        let afterwards = asked + SignedDuration::from_millis(later);
        // In the second of two equal hours the wall clock itself goes back, and the rules read the wall clock.
        let zone = calendar.time_zone();
        let twice = |instant| zone.to_ambiguous_timestamp(zone.to_datetime(instant)).is_ambiguous();
        prop_assume!(!twice(asked) && !twice(afterwards));
        if let (Ok(due), Ok(due_afterwards)) =
            (due_at(&calendar, &rule, asked, &[]), due_at(&calendar, &rule, afterwards, &[]))
        {
            prop_assert!(due <= due_afterwards);
        }
    }

    #[test]
    fn a_pause_adds_exactly_its_working_time(
        (calendar, asked) in scene(), needed in 1..3_000_u32, after in 0..345_600_000_i64, lasts in 0..345_600_000_i64,
    ) {
        let pause = pause_after(asked, after, lasts);
        let unpaused = due_at(&calendar, &working(needed), asked, &[])?.expect("no pause");
        let paused = due_at(&calendar, &working(needed), asked, &[pause])?.expect("a closed pause");
        prop_assert_eq!(elapsed(&calendar, asked, paused, &[pause]), minutes(needed));
        let until = pause.until.expect("closed").min(paused);
        let added = elapsed(&calendar, pause.from.min(paused), until, &[]);
        prop_assert_eq!(elapsed(&calendar, unpaused, paused, &[]), added);
        // Two pauses that overlap count once, in whatever order they are written.
        let twice = [Pause { from: pause.from + SignedDuration::from_millis(lasts / 2), ..pause }, pause];
        prop_assert_eq!(due_at(&calendar, &working(needed), asked, &twice)?, Some(paused));
    }

    #[test]
    fn an_open_pause_leaves_no_due_time_unless_it_was_reached(
        (calendar, asked) in scene(), needed in 1..3_000_u32, after in 0..345_600_000_i64,
    ) {
        let pause = Pause { until: None, ..pause_after(asked, after, 0) };
        let unpaused = due_at(&calendar, &working(needed), asked, &[])?.expect("no pause");
        let due = due_at(&calendar, &working(needed), asked, &[pause])?;
        prop_assert_eq!(due, Some(unpaused).filter(|&due| due <= pause.from));
    }

    #[test]
    fn round_the_clock_is_the_wall_clock(
        (zone, asked) in zone().prop_flat_map(|zone| (Just(zone), instant_in(zone))), needed in 1..20_000_u32,
    ) {
        let calendar = support::calendar(zone, week(&all_days(), &[("00:00", "24:00")]), &[]);
        let due = asked + minutes(needed);
        prop_assert_eq!(due_at(&calendar, &working(needed), asked, &[])?, Some(due));
        prop_assert_eq!(elapsed(&calendar, asked, due, &[]), minutes(needed));
    }

    #[test]
    fn a_share_uses_up_its_part((calendar, asked) in scene(), hours in 0_i64..100, percent in 1..=100_u32) {
        let due = asked + SignedDuration::from_hours(hours);
        let share = Share::new(f64::from(percent) / 100.0)?;
        let draft = draft_due_at(&calendar, share, asked, due)?;
        prop_assert!(asked <= draft && draft <= due);
        let worked = elapsed(&calendar, asked, due, &[]);
        let (whole, part) = if worked.is_zero() {
            (due.duration_since(asked), draft.duration_since(asked))
        } else {
            (worked, elapsed(&calendar, asked, draft, &[]))
        };
        let left = whole.as_nanos() * i128::from(percent) / 100 - part.as_nanos();
        prop_assert!((0..1_000_000).contains(&left), "{} ns are left", left);
        prop_assert_eq!(warn_at(&calendar, share, asked, due, &[])?, draft);
    }

    #[test]
    fn an_explanation_ends_with_the_answer_and_adds_up(
        (calendar, asked) in scene(), needed in 1..3_000_u32, after in 0..345_600_000_i64, lasts in 0..345_600_000_i64,
    ) {
        let pauses = [pause_after(asked, after, lasts)];
        let steps = explain(&calendar, &working(needed), asked, &pauses);
        let due = due_at(&calendar, &working(needed), asked, &pauses)?.expect("a closed pause");
        prop_assert_eq!(steps.last(), Some(&TraceStep::Due { at: due }));
        let counted = steps.iter().filter_map(|step| match step {
            TraceStep::Counted { counted, .. } => Some(*counted),
            _ => None,
        });
        prop_assert_eq!(counted.fold(SignedDuration::ZERO, |sum, counted| sum + counted), minutes(needed));
    }

    #[test]
    fn a_calendar_survives_being_written_down((calendar, _) in scene()) {
        let written = serde_json::to_string(&calendar)?;
        prop_assert_eq!(serde_json::from_str::<Calendar>(&written)?, calendar);
    }
}
