//! Public holidays against published dates, and what they do to a calendar.

use jiff::civil::date;
use souffleur_sla::{
    Calendar, ClosedBecause, Problem, RawCalendar, Region, TargetRule, TraceStep, due_at, explain,
};

fn in_france(region: &str, exceptions: &str) -> Calendar {
    let hours = r#"[["09:00", "18:00"]]"#;
    let week = ["mon", "tue", "wed", "thu", "fri"].map(|day| format!("\"{day}\": {hours}")).join(", ");
    let text = format!(
        r#"{{"time_zone": "Europe/Paris", "week": {{{week}}}, "exceptions": {exceptions}, "holidays": "{region}"}}"#
    );
    serde_json::from_str(&text).expect("a calendar")
}

#[test]
fn every_region_has_the_holidays_that_were_published() {
    let table = include_str!("data/holidays.csv");
    let mut compared = 0;
    for line in table.lines().skip(1) {
        let [region, year, days] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let holidays = Region::parse(region).expect("a region").holidays(year.parse().expect("a year"));
        let got: Vec<_> = holidays.iter().map(|(date, _)| date.strftime("%m-%d").to_string()).collect();
        assert_eq!(got.join(" "), days, "{region} in {year}");
        compared += 1;
    }
    assert_eq!(compared, 896);
}

#[test]
fn every_region_is_read_as_it_is_written() {
    for region in Region::all() {
        assert_eq!(Region::parse(&region.to_string()), Ok(region));
    }
    for code in ["", "fr", "FR-", "FR-75", "XX", "FR-57-1", "France"] {
        let error = Region::parse(code).expect_err(code);
        assert_eq!(error.problem, Problem::UnknownRegion(code.to_owned()));
    }
    let raw = RawCalendar { holidays: Some("FR-75".to_owned()), ..RawCalendar::default() };
    assert_eq!(Calendar::try_from(raw).expect_err("unknown").path, "holidays");
}

#[test]
fn good_friday_is_a_working_day_in_paris_and_not_in_metz() {
    // Maundy Thursday, after noon: before noon of the next working day.
    let asked = "2026-04-02T12:00:00Z".parse().expect("an instant");
    let rules = r#"{"kind": "cutoff", "rules": [{"before": "24:00", "due": "12:00", "working_days": 1}]}"#;
    let rule: TargetRule = serde_json::from_str(rules).expect("a rule");
    let due = |region| due_at(&in_france(region, "{}"), &rule, asked, &[]).expect("due").expect("no pause");
    assert_eq!(due("FR").to_string(), "2026-04-03T10:00:00Z");
    // Not on Good Friday, and not on Easter Monday.
    assert_eq!(due("FR-57").to_string(), "2026-04-07T10:00:00Z");
    let why = explain(&in_france("FR-57", "{}"), &rule, asked, &[]);
    let because = ClosedBecause::Holiday;
    assert!(why.contains(&TraceStep::Closed {
        date: date(2026, 4, 3),
        because,
        holiday: Some("good-friday")
    }));
}

#[test]
fn an_exception_goes_before_a_holiday() {
    let calendar = in_france("FR", r#"{"2026-11-11": [["10:00", "12:00"]], "2026-11-12": []}"#);
    let hours = |day| calendar.hours_on(date(2026, 11, day)).intervals().len();
    assert_eq!([10, 11, 12].map(hours), [1, 1, 0]);
    assert_eq!(calendar.holiday_on(date(2026, 11, 11)), None);
    assert_eq!(calendar.holiday_on(date(2026, 7, 14)), Some("bastille"));
    let written = serde_json::to_string(&calendar).expect("written");
    assert!(written.contains(r#""holidays":"FR""#), "{written}");
    assert_eq!(serde_json::from_str::<Calendar>(&written).expect("read"), calendar);
}

#[test]
fn days_away_close_a_calendar_that_stays_one() {
    let calendar = in_france("FR", "{}");
    let away = calendar.closed_on([date(2026, 6, 1), date(2026, 6, 2)]).expect("other days are left");
    assert!(away.hours_on(date(2026, 6, 1)).is_closed());
    assert!(!away.hours_on(date(2026, 6, 3)).is_closed());
    assert_eq!(away.holiday_on(date(2026, 7, 14)), Some("bastille"));
}
