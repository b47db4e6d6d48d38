//! A calendar walked through day by day, giving the real time that is worked on each.

use super::pauses::{Span, join};
use super::zone::{LAST_DAY, Zone, date};
use crate::due_error::DueError;
use crate::trace::{ClosedBecause, Log, TraceStep};
use crate::{Calendar, TimeOfDay};
use jiff::Timestamp;

/// The days from an instant on, with the spans worked on them that are not before it.
pub(super) struct Walk<'a> {
    calendar: &'a Calendar,
    zone: Zone<'a>,
    next: i64,
    from: i128,
    spans: Vec<Span>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(calendar: &'a Calendar, from: Timestamp) -> Self {
        let mut zone = Zone::new(calendar.time_zone());
        let (mut day, _) = zone.local(from);
        let from = from.as_nanosecond();
        // Where a gap swallows midnight, a day starts later than its first local times say.
        if from < zone.instant(day, TimeOfDay::MIDNIGHT) {
            day -= 1;
        }
        Self { calendar, zone, next: day, from, spans: Vec::new() }
    }

    /// Moves to the next day, worked or not; none when no later day can be worked.
    pub(super) fn next_day(&mut self) -> Option<i64> {
        let day = self.calendar.candidate_from(self.next).filter(|&day| day <= LAST_DAY)?;
        self.next = day + 1;
        self.spans.clear();
        if self.zone.is_plain(day) {
            self.add_hours_of(day, self.from, i128::MAX);
        } else {
            self.add_near_change(day);
        }
        Some(day)
    }

    /// What is worked on the day, in order.
    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Says of a day without hours why it has none.
    pub(super) fn note_if_closed(&self, day: i64, log: &mut impl Log) {
        note_if_closed(self.calendar, day, log);
    }

    /// What it means that there is no next day.
    pub(super) fn ended(&self) -> DueError {
        let last = self.calendar.last_exception().filter(|_| self.calendar.week().is_closed());
        last.map_or(DueError::OutOfRange, |day| DueError::NoWorkingTimeLeft { after: date(day) })
    }

    fn add_hours_of(&mut self, day: i64, from: i128, until: i128) {
        for interval in self.calendar.hours_on_day(day).intervals() {
            let start = self.zone.instant(day, interval.start()).max(from);
            let end = self.zone.instant(day, interval.end()).min(until);
            if start < end {
                self.spans.push(Span { start, end });
            }
        }
    }

    /// Near a change of the clock, hours read with the offset before a gap can reach into the next day, and can
    /// overlap what is worked after it. So the day is taken as the real time between its midnights, and everything
    /// worked in it counts once, whichever day's hours it comes from.
    fn add_near_change(&mut self, day: i64) {
        let from = self.zone.instant(day, TimeOfDay::MIDNIGHT).max(self.from);
        let until = self.zone.instant(day + 1, TimeOfDay::MIDNIGHT);
        for neighbour in day - 1..=day + 1 {
            self.add_hours_of(neighbour, from, until);
        }
        join(&mut self.spans);
    }
}

/// Says of a day without hours why it has none.
pub(super) fn note_if_closed(calendar: &Calendar, day: i64, log: &mut impl Log) {
    if calendar.hours_on_day(day).is_closed() {
        let holiday = calendar.holiday(day);
        log.note(|| TraceStep::Closed {
            date: date(day),
            because: match holiday {
                Some(_) => ClosedBecause::Holiday,
                None if calendar.is_exception(day) => ClosedBecause::Exception,
                None => ClosedBecause::Weekday,
            },
            holiday,
        });
    }
}
