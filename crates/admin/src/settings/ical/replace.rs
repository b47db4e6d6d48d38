//! Entries of a file that replace single occurrences of a recurring event, or all from one on (`RANGE=THISANDFUTURE`).

use std::collections::BTreeMap;

use icalendar::parser::Component;
use jiff::{SignedDuration, civil::DateTime, tz::TimeZone};
use souffleur_app::error::ICalendarProblem as Problem;

use super::event::{Event, instant, is_cancelled, once, said, title};

/// What other entries of the file say about the occurrences of an event.
#[derive(Debug, Default)]
pub(super) struct Replaced {
    /// Occurrences that stand in an entry of their own.
    single: Vec<DateTime>,
    /// Changes that hold from an occurrence on, in order.
    onward: Vec<Onward>,
}

/// A change of an occurrence and of all that follow it.
#[derive(Debug)]
struct Onward {
    from: DateTime,
    /// How much later they begin and how long they last; none where they are cancelled.
    becomes: Option<(SignedDuration, SignedDuration)>,
}

impl Replaced {
    /// When an occurrence takes place after all; none where it does not, or has an entry of its own.
    pub(super) fn place(&self, first: Event, at: DateTime) -> Option<Event> {
        if self.single.contains(&at) {
            return None;
        }
        let lasts = first.until.duration_since(first.from);
        let (later, lasts) = match self.onward.iter().rev().find(|change| change.from <= at) {
            Some(change) => change.becomes?,
            None => (SignedDuration::ZERO, lasts),
        };
        let from = at.saturating_add(later);
        Some(Event { from, until: from.saturating_add(lasts) })
    }
}

/// The entries of a file that replace occurrences, by the UID of their event.
pub(super) struct Changes<'a>(BTreeMap<String, Vec<&'a Component<'a>>>);

impl<'a> Changes<'a> {
    /// Finds them among all entries of a file.
    pub(super) fn of(entries: &[&'a Component<'a>]) -> Self {
        let mut by_uid: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.find_prop("RECURRENCE-ID").is_some()) {
            if let Some(uid) = said(entry, "UID") {
                by_uid.entry(uid).or_default().push(*entry);
            }
        }
        Self(by_uid)
    }
}

/// The replacements of an event. Two for one occurrence contradict each other, so that the event is refused.
pub(super) fn replaced(
    event: &Component<'_>,
    changes: &Changes<'_>,
    zone: &TimeZone,
) -> Result<Replaced, Problem> {
    let mut found = Replaced::default();
    // The entry of a single occurrence repeats nothing; one that changes all that follow does so through the event itself.
    let uid = said(event, "UID").filter(|_| event.find_prop("RECURRENCE-ID").is_none());
    let Some(changes) = uid.and_then(|uid| changes.0.get(&uid)) else { return Ok(found) };
    let mut seen = Vec::new();
    for other in changes {
        let Some(id) = other.find_prop("RECURRENCE-ID") else { continue };
        // An entry whose date can't be read is reported by itself.
        let Some((at, _)) = instant(id, zone) else { continue };
        if seen.contains(&at) {
            return Err(Problem::Twice { title: title(event), date: at.date().to_string() });
        }
        seen.push(at);
        if !is_onward(other) {
            found.single.push(at);
            continue;
        }
        let becomes = if is_cancelled(other) {
            None
        } else {
            let new = once(other, zone).ok_or_else(|| Problem::Date(title(other)))?;
            Some((new.from.duration_since(at), new.until.duration_since(new.from)))
        };
        found.onward.push(Onward { from: at, becomes });
    }
    found.onward.sort_by_key(|change| change.from);
    Ok(found)
}

/// Whether an entry changes an occurrence and all that follow it.
pub(super) fn is_onward(entry: &Component<'_>) -> bool {
    let id = entry.find_prop("RECURRENCE-ID");
    let range = id.and_then(|id| id.params.iter().find(|param| param.key.as_str() == "RANGE"));
    let range = range.and_then(|range| range.val.as_ref());
    range.is_some_and(|range| range.as_str().eq_ignore_ascii_case("THISANDFUTURE"))
}
