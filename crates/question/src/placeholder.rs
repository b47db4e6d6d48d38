//! The words that stand in place of a placeholder.

use jiff::Timestamp;
use souffleur_app::App;
use souffleur_core::Language;

/// An hour by which a reply is due, as customers read it.
pub(crate) fn due_word(app: &App, due: Option<Timestamp>, language: Language) -> String {
    let settings = app.settings();
    let zone = settings.default_calendar().map(|stored| stored.calendar.time_zone().clone());
    let Some(due) = due else { return "…".to_owned() };
    let local = due.to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC));
    let format = if language == Language::Fr { "%d/%m/%Y %H:%M" } else { "%Y-%m-%d %H:%M" };
    local.strftime(format).to_string()
}
