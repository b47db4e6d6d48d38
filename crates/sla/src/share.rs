//! A part of a target's time, such as 0.6, held exactly: arithmetic to the millisecond cannot start from a rounded 0.6.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Invalid, Problem};

/// More than none and at most all of something, to nine decimal places.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share {
    billionths: u32,
}

const WHOLE: u32 = 1_000_000_000;

impl Share {
    /// All of it.
    pub const ALL: Self = Self { billionths: WHOLE };

    /// A share from its decimal value.
    pub fn new(value: f64) -> Result<Self, Invalid> {
        let scaled = (value * f64::from(WHOLE)).round();
        if !(scaled >= 1.0 && scaled <= f64::from(WHOLE)) {
            return Err(Problem::NotAShare(value.to_string()).at(""));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 1 to a thousand million"
        )]
        Ok(Self { billionths: scaled as u32 })
    }

    /// Its decimal value.
    pub fn value(self) -> f64 {
        f64::from(self.billionths) / f64::from(WHOLE)
    }

    /// This share of a number of nanoseconds, rounded down.
    pub(crate) fn of(self, nanoseconds: i128) -> i128 {
        (nanoseconds * i128::from(self.billionths)).div_euclid(i128::from(WHOLE))
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(|error| serde::de::Error::custom(error.problem))
    }
}
