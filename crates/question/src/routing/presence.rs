//! Whether an expert is at their desk, from their working hours and their absences.

use jiff::{Timestamp, civil::Date};
use souffleur_core::{presence::Presence, user::Absence};
use souffleur_sla::{Calendar, is_working_at, next_working_instant};

/// So many absences in a row, each beginning before the last one's return, are looked through for a way back.
const MOST_IN_A_ROW: usize = 64;

/// Where an expert is at an instant. Days of absence are days of their calendar's time zone; who comes back from an
/// absence comes back with the first working hours after it.
pub(super) fn presence(calendar: &Calendar, absences: &[Absence], at: Timestamp) -> Presence {
    if absence_on(calendar, absences, at).is_some() {
        return Presence::Away { until: next_present(calendar, absences, at) };
    }
    if is_working_at(calendar, at) {
        return Presence::Here;
    }
    match next_present(calendar, absences, at) {
        Some(back_at) => Presence::OutsideHours { back_at },
        None => Presence::Away { until: None },
    }
}

/// The first instant from `at` on that is worked and not within an absence.
fn next_present(calendar: &Calendar, absences: &[Absence], at: Timestamp) -> Option<Timestamp> {
    let mut from = at;
    for _ in 0..MOST_IN_A_ROW {
        let next = next_working_instant(calendar, from).ok()?;
        let Some(until) = absence_on(calendar, absences, next) else { return Some(next) };
        from = until.tomorrow().ok()?.to_zoned(calendar.time_zone().clone()).ok()?.timestamp();
    }
    None
}

/// The last day of the longest absence that covers an instant.
fn absence_on(calendar: &Calendar, absences: &[Absence], at: Timestamp) -> Option<Date> {
    if absences.is_empty() {
        return None;
    }
    let day = at.to_zoned(calendar.time_zone().clone()).date();
    absences.iter().filter(|absence| absence.covers(day)).map(|absence| absence.until).max()
}

#[cfg(test)]
mod tests {
    use souffleur_sla::RawCalendar;

    use super::*;

    fn calendar() -> Calendar {
        let raw = serde_json::json!({
            "time_zone": "Europe/Paris",
            "week": {
                "mon": [["09:00", "18:00"]], "tue": [["09:00", "18:00"]], "wed": [["09:00", "18:00"]],
                "thu": [["09:00", "18:00"]], "fri": [["09:00", "18:00"]],
            },
        });
        serde_json::from_value::<RawCalendar>(raw).unwrap().try_into().unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn days(from: &str, until: &str) -> Absence {
        Absence { from: from.parse().unwrap(), until: until.parse().unwrap() }
    }

    #[test]
    fn within_hours_here_and_outside_back_in_the_morning() {
        let friday_noon = at("2026-11-20T11:00:00Z");
        assert_eq!(presence(&calendar(), &[], friday_noon), Presence::Here);
        let friday_night = at("2026-11-20T20:00:00Z");
        let monday = at("2026-11-23T08:00:00Z");
        assert_eq!(presence(&calendar(), &[], friday_night), Presence::OutsideHours { back_at: monday });
    }

    #[test]
    fn an_absence_ends_with_the_next_working_hours_that_no_other_covers() {
        let absences = [days("2026-11-20", "2026-11-22"), days("2026-11-23", "2026-11-24")];
        let wednesday = at("2026-11-25T08:00:00Z");
        let away = presence(&calendar(), &absences, at("2026-11-20T11:00:00Z"));
        assert_eq!(away, Presence::Away { until: Some(wednesday) });
        let evening_before = presence(&calendar(), &absences, at("2026-11-19T20:00:00Z"));
        assert_eq!(evening_before, Presence::OutsideHours { back_at: wednesday });
    }
}
