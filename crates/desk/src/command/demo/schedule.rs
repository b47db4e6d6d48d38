//! When everything happened, counted back from now.

use jiff::{
    Span, Timestamp, ToSpan as _,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

use super::story::{Scene, Step};
use crate::Error;

/// One thing that happens: a scene is asked, or one of its steps is done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment<'a> {
    pub(super) at: Timestamp,
    /// Which scene.
    pub(super) scene: usize,
    /// Which step; none when the question is asked.
    pub(super) step: Option<&'a Step>,
}

/// Everything that has happened by now, in the order it happened.
pub(super) fn moments<'a>(
    scenes: &'a [Scene],
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Vec<Moment<'a>>, Error> {
    let mut all = Vec::new();
    for (index, scene) in scenes.iter().enumerate() {
        let unreadable = |text: &str| Error::failed(format!("scene {}: no time: {text}", scene.ask), "");
        let mut at = asked(&scene.at, now, zone).ok_or_else(|| unreadable(&scene.at))?;
        all.push(Moment { at, scene: index, step: None });
        for step in &scene.steps {
            at = later(&step.at, at, zone).ok_or_else(|| unreadable(&step.at))?;
            all.push(Moment { at, scene: index, step: Some(step) });
        }
    }
    all.retain(|moment| moment.at <= now);
    all.sort_by_key(|moment| moment.at);
    Ok(all)
}

/// `now-35` is so many minutes ago, `-3 09:12` three working days back.
fn asked(text: &str, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    if let Some(minutes) = text.strip_prefix("now-") {
        return now.checked_sub(minutes.parse::<i64>().ok()?.minutes()).ok();
    }
    let (days, time) = text.strip_prefix('-')?.split_once(' ')?;
    let today = now.to_zoned(zone.clone()).date();
    at_local(working_days(today, days.parse().ok()?, -1)?, time, zone)
}

/// `+50` is so many minutes later, `+1d 10:15` on the next working day.
fn later(text: &str, before: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.strip_prefix('+')?;
    let Some((days, time)) = text.split_once("d ") else {
        return before.checked_add(text.parse::<i64>().ok()?.minutes()).ok();
    };
    let day = before.to_zoned(zone.clone()).date();
    at_local(working_days(day, days.parse().ok()?, 1)?, time, zone)
}

fn at_local(day: Date, time: &str, zone: &TimeZone) -> Option<Timestamp> {
    let time: Time = time.parse().ok()?;
    Some(day.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp())
}

/// The working day so many before (-1) or after (1) a date.
fn working_days(mut day: Date, mut count: u32, direction: i64) -> Option<Date> {
    while count > 0 {
        day = day.checked_add(Span::new().days(direction)).ok()?;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            count -= 1;
        }
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::{super::story::scenes, *};

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    #[test]
    fn times_are_counted_in_working_days_and_minutes() {
        let monday: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let ask = |text| asked(text, monday, &paris()).map(|at| at.to_string());
        assert_eq!(ask("-1 09:12").as_deref(), Some("2026-11-20T08:12:00Z"));
        assert_eq!(ask("-6 16:00").as_deref(), Some("2026-11-13T15:00:00Z"));
        assert_eq!(ask("now-35").as_deref(), Some("2026-11-23T07:25:00Z"));
        assert_eq!(ask("yesterday"), None);
        let friday: Timestamp = "2026-11-20T15:00:00Z".parse().unwrap();
        let step = |text| later(text, friday, &paris()).map(|at| at.to_string());
        assert_eq!(step("+50").as_deref(), Some("2026-11-20T15:50:00Z"));
        assert_eq!(step("+1d 10:15").as_deref(), Some("2026-11-23T09:15:00Z"));
    }

    #[test]
    fn at_every_hour_of_the_week_there_is_a_past_and_no_future() {
        let scenes = scenes().unwrap();
        let start: Timestamp = "2026-11-21T00:30:00Z".parse().unwrap();
        for hour in 0..168 {
            let now = start + hour.hours();
            let moments = moments(&scenes, now, &paris()).unwrap();
            assert!(moments.is_sorted_by_key(|moment| moment.at));
            assert!(moments.iter().all(|moment| moment.at <= now));
            let asked = moments.iter().filter(|moment| moment.step.is_none()).count();
            assert_eq!(asked, scenes.len(), "{now}");
            for (index, moment) in moments.iter().enumerate() {
                let Some(with) = moment.step.and_then(|step| step.with.as_ref()) else { continue };
                let before = &moments[..index];
                let is_asked =
                    |moment: &Moment<'_>| moment.step.is_none() && scenes[moment.scene].ask == *with;
                assert!(before.iter().any(is_asked), "{now}: {with} is asked before it is named");
            }
        }
    }
}
