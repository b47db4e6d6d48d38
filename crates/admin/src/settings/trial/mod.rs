//! Trying promises out, before anybody relies on them: which policy a question would get and why, when it would be
//! answered, and what changed policies would have done to the last month.

mod asked;
mod compare;
mod last_month;
mod which;

use jiff::{Timestamp, tz::TimeZone};
use souffleur_app::error::{Problem, Problems};

pub use asked::{Answered, Asked, asked};
pub use compare::{Counts, Differs, LastMonth};
pub use last_month::{last_month, last_month_by};
pub use which::{Passed, TrialForm, Tried, TriedTarget, which};

/// A time as a page sends it, on the wall of a zone, or an instant; now where nothing was typed.
pub(super) fn read_time(
    problems: &mut Problems,
    text: &str,
    zone: &TimeZone,
    now: Timestamp,
) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return Some(now);
    }
    let local = || {
        let local = text.parse::<jiff::civil::DateTime>().ok()?;
        local.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
    };
    let read = text.parse::<Timestamp>().ok().or_else(local);
    problems.take("asked_at", read.ok_or(Problem::Date))
}
