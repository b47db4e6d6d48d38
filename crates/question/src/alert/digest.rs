//! The digest: at the start of the working day, and half an hour before noon, a letter that says what must be answered
//! in it, and in the morning which kept answers are to be looked at again; only if there is something to say. The house's calendar says when that is.

use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date};
use souffleur_app::{
    App,
    error::Error,
    mail::MailContext,
    snapshot::{Settings, zone_of},
};
use souffleur_core::{
    alert::{AlertKind, NotifyVia},
    id::UserId,
    permission::{AccessScope, Action, reach},
    user::User,
};
use souffleur_sla::{Calendar, TargetKind, next_working_instant};
use souffleur_store::{OutboxItem, Timer, TimerKind, Tx, read::Owed};

use crate::{answer::overdue_of, letter};

/// When the second digest goes, where the house is: time enough to keep a promise of noon, and to see what is to be
/// done before 17:00.
const NOON_DIGEST: jiff::civil::Time = jiff::civil::time(11, 30, 0, 0);
/// A digest that is later than this, because the desk was down, is of no use.
const STALE: SignedDuration = SignedDuration::from_hours(2);
/// The most lines that are looked at.
const MOST: u32 = 1000;
/// The digests of a day, and the letter of a week.
const DIGESTS: [AlertKind; 3] = [AlertKind::MorningDigest, AlertKind::NoonDigest, AlertKind::WeeklyReport];
/// How far ahead a working day is looked for.
const DAYS_AHEAD: i32 = 30;

/// Plans the next digests, once however many nodes do; those that are planned already move with the calendar.
pub async fn plan(app: &App) -> Result<(), Error> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.store().begin().await?;
    for digest in DIGESTS {
        plan_next(app, &mut tx, &settings, digest, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Plans the next digest of one kind.
pub async fn plan_next(
    app: &App,
    tx: &mut Tx,
    settings: &Settings,
    digest: AlertKind,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(calendar) = settings.default_calendar().map(|stored| &stored.calendar) else { return Ok(()) };
    let Some((day, due_at)) = next(calendar, digest, now) else { return Ok(()) };
    let timer = Timer {
        id: app.id(now),
        due_at,
        kind: TimerKind::Digest { digest, day },
        target: None,
        question: None,
        user: None,
        key: Some(format!("{}:{day}", digest.as_str())),
    };
    Ok(tx.plan_timer(&timer).await?)
}

/// The first working day of which the digest is still to come, and when it goes.
fn next(calendar: &Calendar, digest: AlertKind, now: Timestamp) -> Option<(Date, Timestamp)> {
    let today = calendar.time_zone().to_datetime(now).date();
    let days = (0..DAYS_AHEAD).filter_map(|ahead| today.checked_add(ahead.days()).ok());
    days.filter_map(|day| Some((day, instant(calendar, digest, day)?))).find(|(_, at)| *at > now)
}

/// When the digest of a day goes; none on a day without working hours.
fn instant(calendar: &Calendar, digest: AlertKind, day: Date) -> Option<Timestamp> {
    if calendar.hours_on(day).is_closed() {
        return None;
    }
    if digest == AlertKind::WeeklyReport && !begins_week(calendar, day) {
        return None;
    }
    let zone = calendar.time_zone();
    if digest == AlertKind::NoonDigest {
        return zone.to_ambiguous_timestamp(day.to_datetime(NOON_DIGEST)).compatible().ok();
    }
    let midnight = zone.to_ambiguous_timestamp(day.to_datetime(jiff::civil::Time::midnight())).compatible();
    next_working_instant(calendar, midnight.ok()?).ok()
}

/// Whether a working day is the first of its week.
fn begins_week(calendar: &Calendar, day: Date) -> bool {
    let since_monday = i64::from(day.weekday().to_monday_zero_offset());
    (1..=since_monday).all(|back| calendar.hours_on(day.saturating_sub(back.days())).is_closed())
}

/// Writes the digests of a day, to everybody or to one person. Who is to be left in peace now
/// gets theirs when that ends.
pub async fn send(
    app: &App,
    tx: &mut Tx,
    head: &MailContext<'_>,
    settings: &Settings,
    timer: &Timer,
    (digest, day): (AlertKind, Date),
) -> Result<Vec<OutboxItem>, Error> {
    let now = head.now();
    let Some(calendar) = settings.default_calendar().map(|stored| &stored.calendar) else {
        return Ok(Vec::new());
    };
    let today = calendar.time_zone().to_datetime(now).date();
    if now.duration_since(timer.due_at) > STALE || today != day || calendar.hours_on(day).is_closed() {
        return Ok(Vec::new());
    }
    let midnight = day.tomorrow().ok().map(|next| next.to_datetime(jiff::civil::Time::midnight()));
    let midnight =
        midnight.and_then(|next| calendar.time_zone().to_ambiguous_timestamp(next).compatible().ok());
    let owed = tx.owed_before(midnight.unwrap_or(now), MOST).await?;
    // Who vouches for an answer is told at the start of the day, once however many wait.
    let kept = if digest == AlertKind::MorningDigest { tx.answers().await? } else { Vec::new() };
    let mut letters = Vec::new();
    let readers =
        settings.users.iter().filter(|user| user.active && timer.user.is_none_or(|one| one == user.id));
    for reader in readers {
        let choice = settings.alert_choice(reader.id);
        let lines: Vec<&Owed> = owed.iter().filter(|line| concerns(reader, line)).collect();
        let answers = overdue_of(&kept, reader.id, day, head.language_of(reader));
        if (lines.is_empty() && answers.is_empty())
            || !digest.concerns(reader.role)
            || !choice.is_enabled(digest, NotifyVia::Mail)
        {
            continue;
        }
        let tell_at = choice.tell_at(settings.desk.quiet_hours, now, &zone_of(settings, reader));
        if tell_at > now {
            let id = app.id(now);
            let kind = TimerKind::Digest { digest, day };
            let key = Some(format!("{}:{day}:{}", digest.as_str(), reader.id));
            let later =
                Timer { id, due_at: tell_at, kind, target: None, question: None, user: Some(reader.id), key };
            tx.plan_timer(&later).await?;
        } else {
            letters.push(letter::digest(head, reader, digest, &lines, &answers)?);
        }
    }
    Ok(letters)
}

/// Whether a line is this person's to see to: to who holds the question its draft, to who sees all questions the reply.
fn concerns(reader: &User, line: &Owed) -> bool {
    match reach(reader.role, Action::ReadQuestions) {
        AccessScope::Everything => line.kind != TargetKind::Draft,
        AccessScope::Own => line.kind == TargetKind::Draft && line.expert == Some::<UserId>(reader.id),
        AccessScope::Nothing => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        serde_json::from_str(
            r#"{"time_zone": "Europe/Paris", "week": {"mon": [["08:30", "12:00"], ["13:00", "18:00"]], "tue": [["09:00", "18:00"]]},
                "exceptions": {"2026-11-24": []}}"#,
        )
        .unwrap()
    }

    fn next_at(digest: AlertKind, now: &str) -> String {
        next(&calendar(), digest, now.parse().unwrap()).unwrap().1.to_string()
    }

    #[test]
    fn the_letter_of_the_week_goes_on_its_first_working_day() {
        assert_eq!(next_at(AlertKind::WeeklyReport, "2026-11-20T12:00:00Z"), "2026-11-23T07:30:00Z");
        assert_eq!(next_at(AlertKind::WeeklyReport, "2026-11-23T07:30:00Z"), "2026-11-30T07:30:00Z");
        let mut calendar = serde_json::to_value(calendar()).unwrap();
        calendar["exceptions"]["2026-11-30"] = serde_json::json!([]);
        let closed = serde_json::from_value(calendar).unwrap();
        let (day, _) =
            next(&closed, AlertKind::WeeklyReport, "2026-11-23T07:30:00Z".parse().unwrap()).unwrap();
        assert_eq!(day.to_string(), "2026-12-01", "the house is closed on Monday");
    }

    #[test]
    fn the_day_begins_with_its_first_hour_and_a_closed_day_has_no_digest() {
        assert_eq!(next_at(AlertKind::MorningDigest, "2026-11-23T06:00:00Z"), "2026-11-23T07:30:00Z");
        assert_eq!(next_at(AlertKind::MorningDigest, "2026-11-23T07:30:00Z"), "2026-11-30T07:30:00Z");
        assert_eq!(next_at(AlertKind::NoonDigest, "2026-11-23T07:30:00Z"), "2026-11-23T10:30:00Z");
        assert_eq!(next_at(AlertKind::NoonDigest, "2026-11-23T10:30:00Z"), "2026-11-30T10:30:00Z");
    }
}
