//! Files as calendar programs write them, and files that are none.

use super::*;

fn calendar() -> Calendar {
    let days = ["mon", "tue", "wed", "thu", "fri"]
        .map(|day| format!(r#""{day}": [["09:00", "12:30"], ["14:00", "18:00"]]"#));
    let week = days.join(", ");
    serde_json::from_str(&format!(r#"{{"time_zone": "Europe/Paris", "week": {{{week}}}, "exceptions": {{"2026-12-24": [["09:00", "13:00"]]}}}}"#)).unwrap()
}

fn closed(events: &str) -> Result<Vec<String>, String> {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n");
    let now = "2026-11-23T00:00:00Z".parse().unwrap();
    let closed = close(&calendar(), &text, now).map_err(|error| error.to_string())?;
    Ok(closed.exceptions().iter().map(|(date, hours)| format!("{date} {:?}", hours.intervals())).collect())
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Inventaire\r\n{lines}END:VEVENT\r\n")
}

#[test]
fn all_day_events_close_their_days_and_timed_ones_their_hours() {
    let days = event("DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261230\r\n");
    let hours = event("DTSTART:20261201T130000Z\r\nDTEND:20261201T150030Z\r\n");
    let eve = event("DTSTART;TZID=Europe/Paris:20261224T120000\r\nDURATION:PT6H\r\n");
    assert_eq!(
        closed(&format!("{days}{hours}{eve}")).unwrap(),
        [
            "2026-12-01 [09:00-12:30, 16:01-18:00]",
            "2026-12-24 [09:00-12:00]",
            "2026-12-28 []",
            "2026-12-29 []"
        ]
    );
    // A Sunday is closed anyway, and what was cancelled closes nothing.
    let sunday = event("DTSTART;VALUE=DATE:20261227\r\n");
    let cancelled = event("DTSTART;VALUE=DATE:20261228\r\nSTATUS:CANCELLED\r\n");
    assert_eq!(closed(&format!("{sunday}{cancelled}")).unwrap(), ["2026-12-24 [09:00-13:00]"]);
}

#[test]
fn what_comes_every_year_comes_for_some_years() {
    let yearly = event("DTSTART;VALUE=DATE:20200810\r\nRRULE:FREQ=YEARLY;UNTIL=20280101\r\n");
    assert_eq!(closed(&yearly).unwrap(), ["2026-08-10 []", "2026-12-24 [09:00-13:00]", "2027-08-10 []"]);
}

#[test]
fn a_rule_of_letters_that_no_weekday_has_is_refused() {
    for day in ["TU�", "é", "1MÖ"] {
        let odd = event(&format!("DTSTART;VALUE=DATE:20261228\r\nRRULE:FREQ=WEEKLY;BYDAY={day}\r\n"));
        assert!(closed(&odd).is_err(), "{day}");
    }
}

#[test]
fn components_without_end_are_refused() {
    for end in ["", "END:X\r\n", "end:vevent\r\n", "UID:1\rEND:VEVENT\r\n"] {
        let refused = closed(&format!("BEGIN:VEVENT\r\n{end}").repeat(20_000)).unwrap_err();
        assert!(refused.contains("within each other"), "{refused}");
    }
}

#[test]
fn what_is_no_calendar_is_refused_with_the_reason() {
    let now = "2026-11-23T00:00:00Z".parse().unwrap();
    for (text, said) in [
        ("date;motif\n2026-12-24;Noël", "is not an iCalendar file"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026", "END:VCALENDAR is missing"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEND:VCALENDAR", "can't be read"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "has no events"),
    ] {
        let error = close(&calendar(), text, now).unwrap_err().to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
    for date in [
        "DTSTART:tomorrow\r\n",
        "",
        "DTSTART;TZID=Nowhere/Land:20261224T120000\r\n",
        "DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261201\r\n",
    ] {
        assert!(closed(&event(date)).unwrap_err().contains("no date that can be read"), "{date}");
    }
    assert_eq!(close(&calendar(), "  ", now).unwrap(), calendar());
}

#[test]
fn what_comes_back_by_a_rule_comes_as_the_rule_says() {
    // The first Friday of the month is closed from three o'clock, four times, but once.
    let monthly = event(
        "DTSTART;TZID=Europe/Paris:20261106T150000\r\nDTEND;TZID=Europe/Paris:20261106T190000\r\n\
         RRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=4\r\nEXDATE;TZID=Europe/Paris:20270101T150000\r\n",
    );
    assert_eq!(
        closed(&monthly).unwrap(),
        [
            "2026-11-06 [09:00-12:30, 14:00-15:00]",
            "2026-12-04 [09:00-12:30, 14:00-15:00]",
            "2026-12-24 [09:00-13:00]",
            "2027-02-05 [09:00-12:30, 14:00-15:00]"
        ]
    );
    // At two in Paris, in winter as in summer, though the end is named in UTC.
    let weekly = event(
        "DTSTART;TZID=Europe/Paris:20270322T140000\r\nDURATION:PT4H\r\nRRULE:FREQ=WEEKLY;UNTIL=20270405T120000Z\r\n",
    );
    let half = |day: &str| format!("{day} [09:00-12:30]");
    let days = ["2027-03-22", "2027-03-29", "2027-04-05"].map(half);
    assert_eq!(closed(&weekly).unwrap()[1..], days);
    // One of them was moved by a day, another called off.
    let moved = event(
        "DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\r\nRDATE;VALUE=DATE:20261210\r\n",
    );
    let instead = event("RECURRENCE-ID;VALUE=DATE:20261203\r\nDTSTART;VALUE=DATE:20261204\r\n");
    let off =
        event("RECURRENCE-ID;VALUE=DATE:20261205\r\nDTSTART;VALUE=DATE:20261205\r\nSTATUS:CANCELLED\r\n");
    assert_eq!(
        closed(&format!("{moved}{instead}{off}")).unwrap(),
        ["2026-12-01 []", "2026-12-04 []", "2026-12-10 []", "2026-12-24 [09:00-13:00]"]
    );
}

#[test]
fn a_rule_without_an_end_is_followed_for_some_years_and_one_that_is_none_is_refused() {
    let weekly = event("DTSTART;VALUE=DATE:20200810\r\nRRULE:FREQ=WEEKLY\r\n");
    let days = closed(&weekly).unwrap();
    assert_eq!(days.first().unwrap(), "2025-01-06 []");
    assert_eq!(days.last().unwrap(), "2031-12-29 []");
    for rule in
        ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,10", "FREQ=SOMETIMES", "COUNT=2", "FREQ=WEEKLY;UNTIL=then"]
    {
        let error = closed(&event(&format!("DTSTART;VALUE=DATE:20261201\r\nRRULE:{rule}\r\n"))).unwrap_err();
        assert!(error.contains("“Inventaire” repeats"), "{rule}: {error}");
    }
    let crowd = event("DTSTART;VALUE=DATE:20200810\r\nRRULE:FREQ=DAILY\r\n").repeat(5);
    assert!(closed(&crowd).unwrap_err().contains("10000"));
}

#[test]
fn a_person_is_away_on_the_days_of_which_no_work_is_left() {
    let now = "2026-11-23T00:00:00Z".parse().unwrap();
    let away = |events: &str| {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
        let found = absences(&calendar(), &text, now).unwrap();
        found.iter().map(|one| format!("{}..{}", one.from, one.until)).collect::<Vec<_>>()
    };
    // Two weeks with the weekend between them; an afternoon is no day; a whole working day is one.
    let weeks = event("DTSTART;VALUE=DATE:20261207\r\nDTEND;VALUE=DATE:20261219\r\n");
    let afternoon = event("DTSTART;TZID=Europe/Paris:20261202T140000\r\nDURATION:PT5H\r\n");
    let day = event("DTSTART;TZID=Europe/Paris:20261203T080000\r\nDURATION:PT11H\r\n");
    assert_eq!(
        away(&format!("{weeks}{afternoon}{day}")),
        ["2026-12-03..2026-12-03", "2026-12-07..2026-12-18"]
    );
    let tuesdays = event("DTSTART;VALUE=DATE:20261124\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n");
    assert_eq!(away(&tuesdays), ["2026-11-24..2026-11-24", "2026-12-01..2026-12-01"]);
    assert!(absences(&calendar(), "Congés : en août", now).is_err());
}

#[test]
fn zones_are_understood_as_calendar_programs_name_them() {
    for zone in [
        "Romance Standard Time",
        "\"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris\"",
        "\"(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris\"",
        "\"(GMT+01:00) Brussels, Copenhagen, Madrid, Paris\"",
        "/freeassociation.sourceforge.net/Europe/Paris",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Paris",
        "/mozilla.org/20050126_1/Europe/Paris",
        "\"W. Europe Standard Time\"",
    ] {
        let timed = event(&format!("DTSTART;TZID={zone}:20261201T150000\r\nDURATION:PT4H\r\n"));
        assert_eq!(closed(&timed).unwrap()[0], "2026-12-01 [09:00-12:30, 14:00-15:00]", "{zone}");
    }
    let eastern = "\"(UTC-05:00) Eastern Time (US & Canada)\"";
    let far = event(&format!("DTSTART;TZID={eastern}:20261201T090000\r\nDURATION:PT4H\r\n"));
    assert_eq!(closed(&far).unwrap()[0], "2026-12-01 [09:00-12:30, 14:00-15:00]");
}

#[test]
fn an_all_day_event_that_ends_where_it_starts_is_one_day() {
    for end in ["DTEND;VALUE=DATE:20261228\r\n", "DURATION:P0D\r\n"] {
        let day = event(&format!("DTSTART;VALUE=DATE:20261228\r\n{end}"));
        assert_eq!(closed(&day).unwrap(), ["2026-12-24 [09:00-13:00]", "2026-12-28 []"], "{end}");
    }
}

#[test]
fn a_rule_keeps_its_own_zone_between_the_changes_of_the_clocks() {
    // Nine in New York is three in Paris, but two o'clock in the weeks when only America has summer time.
    let weekly = event(
        "DTSTART;TZID=America/New_York:20270304T090000\r\nDTEND;TZID=America/New_York:20270304T130000\r\n\
         RRULE:FREQ=WEEKLY;COUNT=5;\r\n",
    );
    let left = |day: &str, hours: &str| format!("{day} [{hours}]");
    let wanted = [
        left("2027-03-04", "09:00-12:30, 14:00-15:00"),
        left("2027-03-11", "09:00-12:30, 14:00-15:00"),
        left("2027-03-18", "09:00-12:30"),
        left("2027-03-25", "09:00-12:30"),
        left("2027-04-01", "09:00-12:30, 14:00-15:00"),
    ];
    assert_eq!(closed(&weekly).unwrap()[1..], wanted);
}

#[test]
fn a_rule_may_end_with_a_semicolon() {
    let twice = event("DTSTART;VALUE=DATE:20261229\r\nRRULE:FREQ=DAILY;COUNT=2;\r\n");
    assert_eq!(closed(&twice).unwrap()[1..], ["2026-12-29 []", "2026-12-30 []"]);
}

#[test]
fn a_change_of_this_and_all_later_occurrences_holds_for_all_of_them() {
    let weekly =
        event("DTSTART;TZID=Europe/Paris:20261201T140000\r\nDURATION:PT4H\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n");
    let later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261215T140000\r\n\
         DTSTART;TZID=Europe/Paris:20261216T160000\r\nDURATION:PT2H\r\n",
    );
    assert_eq!(
        closed(&format!("{weekly}{later}")).unwrap(),
        [
            "2026-12-01 [09:00-12:30]",
            "2026-12-08 [09:00-12:30]",
            "2026-12-16 [09:00-12:30, 14:00-16:00]",
            "2026-12-23 [09:00-12:30, 14:00-16:00]",
            "2026-12-24 [09:00-13:00]",
        ]
    );
    let off = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261208T140000\r\n\
         DTSTART;TZID=Europe/Paris:20261208T140000\r\nSTATUS:CANCELLED\r\n",
    );
    assert_eq!(
        closed(&format!("{weekly}{off}")).unwrap(),
        ["2026-12-01 [09:00-12:30]", "2026-12-24 [09:00-13:00]"]
    );
}

#[test]
fn one_event_that_cannot_be_read_is_reported_and_the_others_are_taken() {
    let now: Timestamp = "2026-11-23T00:00:00Z".parse().unwrap();
    let good = event("DTSTART;VALUE=DATE:20261228\r\n").replace("UID:1", "UID:good");
    for (bad, said) in [
        ("DTSTART:tomorrow\r\n", "no date that can be read"),
        ("DTSTART;TZID=Customized Time Zone:20261201T090000\r\n", "“Customized Time Zone” is not known"),
        ("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=SOMETIMES\r\n", "repeats by a rule"),
    ] {
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{good}END:VCALENDAR\r\n", event(bad));
        let taken = close(&calendar(), &text, now).unwrap();
        assert!(taken.hours_on("2026-12-28".parse().unwrap()).is_closed());
        let left: Vec<_> =
            left_out(calendar().time_zone(), &text, now).iter().map(ToString::to_string).collect();
        assert!(left.len() == 1 && left[0].contains(said), "{left:?}");
    }
}

#[test]
fn two_entries_for_one_occurrence_are_refused() {
    let daily = event("DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;COUNT=3\r\n");
    let moved =
        |to: &str| event(&format!("RECURRENCE-ID;VALUE=DATE:20261202\r\nDTSTART;VALUE=DATE:{to}\r\n"));
    let twice = format!("{daily}{}{}", moved("20261208"), moved("20261209"));
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{twice}END:VCALENDAR\r\n");
    let left = left_out(calendar().time_zone(), &text, "2026-11-23T00:00:00Z".parse().unwrap());
    assert_eq!(left.len(), 1);
    assert!(left[0].to_string().contains("changed twice for 2026-12-02"), "{}", left[0]);
}

proptest::proptest! {
    #[test]
    fn a_name_of_a_zone_never_panics(name in ".{0,60}") {
        let _ = zone::by_name(&name);
    }

    #[test]
    fn lines_of_an_event_never_panic(lines in "(DTSTART|DTEND|RRULE|RECURRENCE-ID|EXDATE|UID)[;:=A-Z0-9,/ ]{0,40}(\r\nRRULE:FREQ=DAILY;[A-Z=0-9;]{0,20})?\r\n") {
        let _ = closed(&event(&lines));
    }
}
