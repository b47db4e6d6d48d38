//! Quiet hours as they are typed: the house's, and a person's own.

use jiff::civil::Time;
use souffleur_app::error::{Problem, Problems};
use souffleur_core::alert::QuietHours;

/// Reads quiet hours that were typed.
pub(crate) fn quiet_hours(
    problems: &mut Problems,
    from_field: &str,
    until_field: &str,
    (from, until): (&str, &str),
) -> Option<QuietHours> {
    let from = problems.take(from_field, time(from));
    let until = problems.take(until_field, time(until));
    let hours = QuietHours::new(from?, until?).map_err(|_| Problem::Same);
    problems.take(until_field, hours)
}

/// Hours as they are typed.
pub(crate) fn hours(hours: QuietHours) -> (String, String) {
    let text = |time: Time| time.strftime("%H:%M").to_string();
    (text(hours.from()), text(hours.until()))
}

/// A time of the day, `HH:MM`; browsers may add seconds, which are none.
fn time(text: &str) -> Result<Time, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Required);
    }
    let whole = text.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(text);
    Time::strptime("%H:%M", whole).map_err(|_| Problem::Time)
}
