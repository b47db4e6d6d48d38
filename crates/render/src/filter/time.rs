//! Instants in the reader's zone and language. A value is an RFC 3339 instant as jiff serialises it, or a civil
//! date for `date` and `weekday`.

use jiff::civil::{self, Date};
use jiff::{Timestamp, Zoned};
use tera::{Error, Kwargs, State, TeraResult, Value};

use super::argument::{NONE, present};
use crate::scene::Scene;
use crate::words::{self, DateStyle};

/// `{{ asked_at | date }}` → `24 novembre 2025`; `style` is `full`, `long`, `medium`, `short` or `month`.
pub(super) fn date(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let style = match kwargs.get::<&str>("style")? {
        None | Some("long") => DateStyle::Long,
        Some("full") => DateStyle::Full,
        Some("medium") => DateStyle::Medium,
        Some("short") => DateStyle::Short,
        Some("month") => DateStyle::Month,
        Some(other) => return Err(Error::message(format!("no date style `{other}`"))),
    };
    let Some(value) = present(value)? else { return Ok(NONE.to_owned()) };
    Scene::with_current(|scene| Ok(words::date(scene.language(), civil_date(value, scene)?, style)))
}

/// `{{ day | weekday }}` → `lundi`.
pub(super) fn weekday(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let Some(value) = present(value)? else { return Ok(NONE.to_owned()) };
    Scene::with_current(|scene| {
        Ok(words::weekday(scene.language(), civil_date(value, scene)?.weekday()).to_owned())
    })
}

/// `{{ due_at | time }}` → `17:00`.
pub(super) fn time(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    with_zoned(value, |zoned, _| clock(zoned))
}

/// `{{ asked_at | datetime }}` → `24 nov. 2025, 09:42`.
pub(super) fn datetime(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    with_zoned(value, day_and_clock)
}

/// `{{ asked_at | clocks }}` → `24 nov. 2025, 09:42`, and where the house's clock shows another hour than the reader's, what
/// that shows too: `24 nov. 2025, 03:42 · 24 nov. 2025, 09:42 (Paris)`. For what is said on hover.
pub(super) fn clocks(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    with_zoned(value, |zoned, scene| {
        let own = day_and_clock(zoned, scene);
        let house = scene.locale.house.as_ref().map(|zone| zoned.with_time_zone(zone.clone()));
        let Some(house) = house.filter(|house| house.offset() != zoned.offset()) else { return own };
        let name = house.time_zone().iana_name().unwrap_or("UTC");
        // `Europe/Paris` is "Paris" to a reader.
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        format!("{own} · {} ({city})", day_and_clock(&house, scene))
    })
}

/// `{{ due_at | when }}`: as much as is needed from here and now: `17:00`, `demain 12:00`, `lun. 24 nov. 12:00`.
pub(super) fn when(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    with_zoned(value, |zoned, scene| {
        let today = scene.now.to_zoned(scene.locale.zone.clone()).date();
        let clock = clock(zoned);
        let day = zoned.date();
        let language = scene.language();
        match (day - today).get_days() {
            0 => clock,
            1 => format!("{} {clock}", words::adjacent_day(language, true)),
            -1 => format!("{} {clock}", words::adjacent_day(language, false)),
            _ if day.year() == today.year() => {
                format!("{} {clock}", words::date(language, day, DateStyle::Short))
            }
            _ => format!("{} {clock}", words::date(language, day, DateStyle::Medium)),
        }
    })
}

/// `{{ asked_at | relative }}` → `il y a 5 min`, `dans 2 h 10`.
pub(super) fn relative(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let Some(value) = present(value)? else { return Ok(NONE.to_owned()) };
    let instant = instant(value)?;
    Scene::with_current(|scene| {
        Ok(words::relative(scene.language(), instant.duration_since(scene.now).as_secs()))
    })
}

/// A number of seconds, or the distance of an instant from now in either direction: `2 h 10`.
pub(super) fn span(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let Some(value) = present(value)? else { return Ok(NONE.to_owned()) };
    Scene::with_current(|scene| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, as it should"
        )]
        let seconds = match value.as_f64() {
            Some(seconds) => seconds.abs() as u64,
            None => instant(value)?.duration_since(scene.now).as_secs().unsigned_abs(),
        };
        Ok(words::span(scene.language(), seconds))
    })
}

fn with_zoned(value: &Value, write: impl FnOnce(&Zoned, &Scene) -> String) -> TeraResult<String> {
    let Some(value) = present(value)? else { return Ok(NONE.to_owned()) };
    let instant = instant(value)?;
    Scene::with_current(|scene| Ok(write(&instant.to_zoned(scene.locale.zone.clone()), scene)))
}

fn day_and_clock(zoned: &Zoned, scene: &Scene) -> String {
    format!("{}, {}", words::date(scene.language(), zoned.date(), DateStyle::Medium), clock(zoned))
}

fn clock(zoned: &Zoned) -> String {
    format!("{:02}:{:02}", zoned.hour(), zoned.minute())
}

fn instant(value: &Value) -> TeraResult<Timestamp> {
    let text = value.as_str().unwrap_or_default();
    text.parse().map_err(|_| Error::message(format!("`{value}` is not an instant")))
}

fn civil_date(value: &Value, scene: &Scene) -> TeraResult<Date> {
    let text = value.as_str().unwrap_or_default();
    // A bare date has no zone to be moved from.
    if text.len() == "2025-11-24".len()
        && let Ok(date) = text.parse::<civil::Date>()
    {
        return Ok(date);
    }
    Ok(instant(value)?.to_zoned(scene.locale.zone.clone()).date())
}
