//! Working hours as an administrator types them: `09:00-12:30, 14:00-18:00`, and a line for each date that differs.

use std::collections::{BTreeMap, BTreeSet};

use souffleur_app::error::Problem;
use souffleur_sla::{Calendar, DayHours, Invalid, RawIntervals, weekday_key};

/// Reads the hours of a day; nothing (or a word for it) is a closed day. What is not a pair of times is left for the
/// calendar to refuse, which says where.
pub(super) fn read(text: &str) -> RawIntervals {
    let text = text.trim();
    if text.is_empty() || ["closed", "fermé", "ferme"].contains(&text.to_lowercase().as_str()) {
        return Vec::new();
    }
    let interval = |text: &str| text.split(['-', '–', '—']).map(time).collect();
    text.split([',', ';']).map(interval).collect()
}

/// A time with the zeros and the colon that files have: `9h` and `9:30` are times to a person.
fn time(text: &str) -> String {
    let text = text.trim().to_lowercase().replace('h', ":");
    let (hour, minute) = text.split_once(':').unwrap_or((&text, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if !(matches!(hour.len(), 1 | 2) && matches!(minute.len(), 0 | 2) && digits(hour) && digits(minute)) {
        return text;
    }
    format!("{hour:0>2}:{minute:0>2}")
}

/// Writes the hours of a day as [`read`] reads them.
pub(super) fn write(hours: &DayHours) -> String {
    hours.intervals().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Reads the dates that differ, a line each: the date, then its hours.
pub(super) fn read_exceptions(text: &str) -> BTreeMap<String, RawIntervals> {
    exception_lines(text).map(|(date, hours)| (date.to_owned(), read(hours))).collect()
}

/// The first date that differs twice: which of its lines holds is not for a program to guess.
pub(super) fn repeated_date(text: &str) -> Option<String> {
    let mut seen = BTreeSet::new();
    exception_lines(text).map(|(date, _)| date).find(|date| !seen.insert(*date)).map(str::to_owned)
}

fn exception_lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.split_once(|c: char| c.is_whitespace() || c == ':').unwrap_or((line, "")))
}

/// Writes the dates that differ as [`read_exceptions`] reads them.
pub(super) fn write_exceptions(calendar: &Calendar) -> String {
    let line = |(date, hours): (&jiff::civil::Date, &DayHours)| {
        if hours.is_closed() { format!("{date} closed\n") } else { format!("{date} {}\n", write(hours)) }
    };
    calendar.exceptions().iter().map(line).collect()
}

/// The hours of the ordinary week by day, Monday first; a closed day is empty.
pub(super) fn write_week(calendar: &Calendar) -> Vec<(String, String)> {
    calendar.week().days().map(|(day, hours)| (weekday_key(day).to_owned(), write(hours))).collect()
}

/// The form's field that a mistake in a calendar belongs to, and what to say there.
pub(super) fn locate(invalid: &Invalid) -> (String, Problem) {
    let path = invalid.path.as_str();
    let problem =
        |on: Option<&str>| Problem::Hours { on: on.map(str::to_owned), problem: invalid.problem.clone() };
    if let Some(day) = path.strip_prefix("week.") {
        return (day.chars().take_while(char::is_ascii_lowercase).collect(), problem(None));
    }
    match path.strip_prefix("exceptions.") {
        Some(rest) => {
            // Where the date itself is wrong, the problem quotes it.
            let date = rest.split('[').next().filter(|date| *date != rest);
            ("exceptions".to_owned(), problem(date))
        }
        None if path == "week" => ("mon".to_owned(), problem(None)),
        None => (path.to_owned(), problem(None)),
    }
}

#[cfg(test)]
mod tests {
    use souffleur_sla::RawCalendar;

    use super::*;

    #[test]
    fn hours_read_back_as_they_are_written() {
        for text in ["09:00-12:30, 14:00-18:00", "00:00-24:00", ""] {
            let raw = RawCalendar {
                time_zone: "Europe/Paris".to_owned(),
                week: [("mon".to_owned(), read("08:00-09:00")), ("tue".to_owned(), read(text))].into(),
                exceptions: read_exceptions("2026-12-25 closed\n\n 2026-12-24  9h-13h\n"),
                holidays: None,
            };
            let calendar = Calendar::try_from(raw).unwrap();
            assert_eq!(write_week(&calendar)[1], ("tue".to_owned(), text.to_owned()));
            assert_eq!(write_exceptions(&calendar), "2026-12-24 09:00-13:00\n2026-12-25 closed\n");
        }
    }

    #[test]
    fn two_exceptions_for_one_date_are_found() {
        assert_eq!(
            repeated_date("2026-12-24 closed\n2026-12-25\n 2026-12-24: 9h-13h").as_deref(),
            Some("2026-12-24")
        );
        assert_eq!(repeated_date("2026-12-24 closed\n2026-12-25 closed\n"), None);
    }

    #[test]
    fn a_person_may_write_times_as_people_do() {
        assert_eq!(read("9h-12h30; 14:00 – 18"), [["09:00", "12:30"], ["14:00", "18:00"]]);
        assert_eq!(read("Fermé"), RawIntervals::new());
        assert_eq!(read("noon-13:00"), [["noon", "13:00"]]);
    }

    #[test]
    fn a_mistake_is_told_beside_its_field() {
        let located = |week: &str, exceptions: &str, time_zone: &str| {
            let raw = RawCalendar {
                time_zone: time_zone.to_owned(),
                week: [("tue".to_owned(), read(week))].into(),
                exceptions: read_exceptions(exceptions),
                holidays: None,
            };
            locate(&Calendar::try_from(raw).unwrap_err()).0
        };
        assert_eq!(located("12:00-09:00", "", "Europe/Paris"), "tue");
        assert_eq!(located("09:00-12:00", "soon", "Europe/Paris"), "exceptions");
        assert_eq!(located("09:00-12:00", "2026-12-24 25:00-26:00", "Europe/Paris"), "exceptions");
        assert_eq!(located("09:00-12:00", "", "Paris"), "time_zone");
        assert_eq!(located("", "", "Europe/Paris"), "mon");
    }
}
