//! Time zones as calendar programs name them.

use jiff::tz::{self, TimeZone};
use strum::IntoEnumIterator as _;
use windows_timezones::WindowsTimezone;

/// The zone of a name: an IANA name, with or without the prefix of the program that wrote it
/// (`/freeassociation.sourceforge.net/Europe/Paris`), a Windows name (`Romance Standard Time`), or how Windows and
/// Outlook show one (`(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`).
pub(super) fn by_name(name: &str) -> Option<TimeZone> {
    let name = name.replace('\\', "");
    let name = name.trim();
    let suffixes = std::iter::once(name).chain(name.match_indices('/').map(|(at, _)| &name[at + 1..]));
    suffixes
        .filter(|name| !name.is_empty())
        .find_map(|name| TimeZone::get(name).ok())
        .or_else(|| TimeZone::get(of_windows(name)?.tzdb_id()).ok())
        .or_else(|| by_place(shown(name)?))
}

fn of_windows(name: &str) -> Option<WindowsTimezone> {
    let described = || {
        let places = shown(name)?;
        WindowsTimezone::iter().find(|zone| shown(zone.description()) == Some(places))
    };
    name.parse().ok().or_else(described)
}

/// What stands behind the offset: `Brussels, Copenhagen, Madrid, Paris`.
fn shown(name: &str) -> Option<&str> {
    let (offset, places) = name.strip_prefix('(')?.split_once(')')?;
    (offset.starts_with("UTC") || offset.starts_with("GMT")).then_some(places.trim())
}

/// The zone of the first place that is one in the time zone database: lists of places differ by version and language of
/// Windows, but rarely in all of their names.
fn by_place(places: &str) -> Option<TimeZone> {
    places.split(',').map(|place| place.trim().replace(' ', "_")).find_map(|place| {
        let is_place =
            |name: &&str| name.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&place));
        let name = tz::db().available().map(|name| name.to_string()).find(|name| is_place(&name.as_str()))?;
        TimeZone::get(&name).ok()
    })
}
