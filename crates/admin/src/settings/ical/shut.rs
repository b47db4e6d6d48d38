//! What an event leaves of the hours of its days.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};
use souffleur_sla::{Calendar, DayHours, Interval, TimeOfDay};

use super::event::Event;

/// Takes an event off the hours of its days.
pub(super) fn shut(calendar: &Calendar, event: Event, exceptions: &mut BTreeMap<Date, DayHours>) {
    let mut date = event.from.date();
    while date.to_datetime(Time::midnight()) < event.until {
        let from = minute_of(date, event.from, 0);
        // An event that ends within a minute takes the whole of it.
        let until = minute_of(date, event.until, 59);
        let hours = exceptions.get(&date).unwrap_or_else(|| calendar.hours_on(date));
        let left = hours.intervals().iter().flat_map(|open| {
            [
                between(open.start().minutes(), open.end().minutes().min(from)),
                between(open.start().minutes().max(until), open.end().minutes()),
            ]
        });
        if let Ok(left) = DayHours::new(left.flatten().collect())
            && left != *calendar.hours_on(date)
        {
            exceptions.insert(date, left);
        }
        let Ok(next) = date.tomorrow() else { return };
        date = next;
    }
}

/// The minute of a day at which something happens, at most its ends; `up` seconds are rounded up.
fn minute_of(date: Date, at: DateTime, up: i64) -> u16 {
    let since = at.duration_since(date.to_datetime(Time::midnight())).as_secs() + up;
    u16::try_from((since.div_euclid(60)).clamp(0, 24 * 60)).unwrap_or(0)
}

fn between(from: u16, until: u16) -> Option<Interval> {
    let time = |minutes: u16| TimeOfDay::new(minutes / 60, minutes % 60);
    Interval::new(time(from)?, time(until)?).ok()
}
