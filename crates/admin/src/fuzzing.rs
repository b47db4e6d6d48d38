//! The readers of files from outside as functions of the file alone, for `tests/fuzz.rs`: programs have no use for them.

use jiff::Timestamp;
use souffleur_sla::Calendar;

use crate::{
    settings::ical::{absences, close},
    table::Table,
};

/// Reads an iCalendar file for a calendar and for a person; whether it was taken for both.
pub fn calendar(calendar: &Calendar, text: &str, now: Timestamp) -> bool {
    let closed = close(calendar, text, now);
    absences(calendar, text, now).is_ok() && closed.is_ok()
}

/// Reads a CSV file to its end; the rows that could be read, and none where the header was refused.
pub fn table(bytes: &[u8], required: &[&'static str], optional: &[&'static str]) -> Option<usize> {
    let mut table = Table::open(bytes, required, optional).ok()?;
    let mut rows = 0;
    while let Some((_, row)) = table.next() {
        let Ok(row) = row else { continue };
        rows += required.iter().chain(optional).filter_map(|name| row.cell(name)).count().min(1);
    }
    Some(rows)
}
