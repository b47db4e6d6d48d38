//! A local time of day to the minute, which unlike most clocks knows 24:00: the end of the day.

use std::fmt;

use serde::{Serialize, Serializer};

/// Minutes since local midnight, 00:00 to 24:00.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The start of the day.
    pub const MIDNIGHT: Self = Self(0);
    /// The end of the day, which is the midnight of the next.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// `hour:minute`, unless no clock shows it (24:00 is allowed).
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if minute > 59 || hour > 24 || (hour == 24 && minute > 0) {
            return None;
        }
        Some(Self(hour * 60 + minute))
    }

    /// Minutes since midnight, 0 to 1,440.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

/// Exactly `HH:MM` in ASCII digits: `9:00`, `+9:00` and `09:00:00` are refused rather than guessed at.
pub(super) fn parse(text: &str) -> Option<TimeOfDay> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else { return None };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u16::from(byte - b'0'));
    TimeOfDay::new(digit(h1)? * 10 + digit(h2)?, digit(m1)? * 10 + digit(m2)?)
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    #[test]
    fn reads_and_writes_every_minute_of_the_day() {
        for minute in 0..=24 * 60 {
            let time = TimeOfDay(minute);
            assert_eq!(time.to_string().parse(), Ok(time));
        }
    }

    #[test]
    fn refuses_what_no_clock_shows() {
        for text in
            ["25:00", "24:01", "12:60", "9:00", "09:00:00", "+9:00", "-1:00", "", "noon", "12.00", "１2:00"]
        {
            let error = text.parse::<TimeOfDay>().unwrap_err();
            assert_eq!(error.problem, Problem::InvalidTime(text.to_owned()), "{text}");
        }
    }
}
