//! The hours at which a question can come back: proposed by the page, or typed.

use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Time, tz::TimeZone};
use serde::Serialize;
use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_render::sample_now;
use souffleur_web::page::PageContext;

use crate::typed_time::{hour, writers_zone};

/// Until when a question can be put out of sight with one key.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Proposal {
    /// The end of its message key.
    pub(crate) key: &'static str,
    /// The instant.
    pub(crate) until: Timestamp,
}

/// How far ahead one looks for a day that is worked.
const DAYS: i64 = 14;

/// The hours at which a question is proposed to come back: in an hour, after lunch, when the house opens next, and when
/// it opens next week; none that comes too late for what is owed.
pub(crate) fn proposals(view: &QuestionView, settings: &Settings, now: Timestamp) -> Vec<Proposal> {
    let owed = view
        .targets
        .iter()
        .filter(|target| target.is_owed_to_customer())
        .filter_map(|target| target.due_at)
        .min();
    let soon = |until: &Proposal| owed.is_none_or(|due_at| until.until < due_at);
    hours(settings, now).into_iter().filter(soon).collect()
}

/// The same for any question.
pub(crate) fn hours(settings: &Settings, now: Timestamp) -> Vec<Proposal> {
    let in_an_hour = Some(now + SignedDuration::from_hours(1));
    let opens = |days: i64| opening(settings, now, days);
    let zone = settings.default_calendar().map_or(TimeZone::UTC, |own| own.calendar.time_zone().clone());
    let local = now.to_zoned(zone.clone());
    let lunch = local.date().to_datetime(Time::constant(14, 0, 0, 0));
    let lunch = zone.to_timestamp(lunch).ok().filter(|at| *at > now + SignedDuration::from_hours(1));
    let to_monday = 8 - i64::from(local.weekday().to_monday_one_offset());
    [("hour", in_an_hour), ("lunch", lunch), ("tomorrow", opens(1)), ("week", opens(to_monday))]
        .into_iter()
        .filter_map(|(key, until)| Some(Proposal { key, until: until? }))
        .collect()
}

/// When the house opens on the first day that is worked, so many days from now or later.
fn opening(settings: &Settings, now: Timestamp, days: i64) -> Option<Timestamp> {
    let calendar = &settings.default_calendar()?.calendar;
    let today = now.to_zoned(calendar.time_zone().clone()).date();
    (days..days + DAYS).find_map(|ahead| {
        let day = today.checked_add(ahead.days()).ok()?;
        let minutes = i64::from(calendar.hours_on(day).intervals().first()?.start().minutes());
        let at = day.to_datetime(Time::midnight()).checked_add(minutes.minutes()).ok()?;
        calendar.time_zone().to_timestamp(at).ok()
    })
}

/// The hour that was chosen: one that was proposed, or one that was typed.
pub(crate) fn chosen(
    context: &PageContext,
    proposed: &str,
    typed: &str,
    zone: &str,
) -> Result<Timestamp, souffleur_app::Error> {
    let unreadable = |_| souffleur_app::Error::invalid("until", souffleur_app::Problem::Moment);
    match proposed {
        "" => hour("until", typed, &writers_zone(context, zone)),
        proposed => proposed.parse().map_err(unreadable),
    }
}

impl Proposal {
    /// For samples.
    pub(crate) fn samples() -> Vec<Self> {
        let later = |hours| sample_now() + SignedDuration::from_hours(hours);
        [("hour", 1), ("lunch", 3), ("tomorrow", 22), ("week", 70)]
            .map(|(key, hours)| Self { key, until: later(hours) })
            .into()
    }
}
