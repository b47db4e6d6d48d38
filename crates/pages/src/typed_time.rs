//! Hours as people type them, by their own clock.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use souffleur_web::page::PageContext;

/// The zone of the clock that a writer reads: the browser's, or that of their working hours where it says none.
pub(crate) fn writers_zone(context: &PageContext, named: &str) -> TimeZone {
    let own = Some(named).filter(|name| !name.is_empty()).and_then(|name| TimeZone::get(name).ok());
    own.unwrap_or_else(|| context.frame.scene.locale.zone.clone())
}

/// An hour as the writer's clock has it.
pub(crate) fn hour(field: &str, typed: &str, zone: &TimeZone) -> Result<Timestamp, souffleur_app::Error> {
    let at = typed.parse::<DateTime>().and_then(|at| zone.to_timestamp(at));
    at.map_err(|_| souffleur_app::Error::invalid(field, souffleur_app::Problem::Moment))
}
