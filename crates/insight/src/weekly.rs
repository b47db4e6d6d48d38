//! The letter of the week: the figures of the last one, to those whom a supervisor chose. Each of them may stop it on their
//! own page, and is left in peace when they want to be.

use jiff::civil::Date;
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
use souffleur_store::{OutboxItem, Timer, TimerKind, Tx};

use crate::{letter, report::of_week};

/// A letter that is later than this, because the desk was down, is the next week's.
const STALE_DAYS: i32 = 5;

/// Writes the letter of the week that begins with a day, to everybody who gets it or to one of them.
pub async fn send(
    app: &App,
    tx: &mut Tx,
    head: &MailContext<'_>,
    settings: &Settings,
    timer: &Timer,
    day: Date,
) -> Result<Vec<OutboxItem>, Error> {
    let kind = AlertKind::WeeklyReport;
    let Some(calendar) = settings.default_calendar().map(|stored| &stored.calendar) else {
        return Ok(Vec::new());
    };
    let today = calendar.time_zone().to_datetime(head.now()).date();
    let chosen: Vec<UserId> = tx.report_readers().await?;
    let gets = |user: &&User| {
        user.active
            && chosen.contains(&user.id)
            && timer.user.is_none_or(|one| one == user.id)
            && reach(user.role, Action::ReadReports) != AccessScope::Nothing
            && settings.alert_choice(user.id).is_enabled(kind, NotifyVia::Mail)
    };
    let readers: Vec<&User> = settings.users.iter().filter(gets).collect();
    if readers.is_empty() || (today - day).get_days() > STALE_DAYS {
        return Ok(Vec::new());
    }
    let now = head.now();
    let report = of_week(app, day).await?;
    let mut letters = Vec::new();
    for reader in readers {
        let choice = settings.alert_choice(reader.id);
        let tell_at = choice.tell_at(settings.desk.quiet_hours, now, &zone_of(settings, reader));
        if tell_at > now {
            let later = Timer {
                id: app.id(now),
                due_at: tell_at,
                kind: TimerKind::Digest { digest: kind, day },
                target: None,
                question: None,
                user: Some(reader.id),
                key: Some(format!("{}:{day}:{}", kind.as_str(), reader.id)),
            };
            tx.plan_timer(&later).await?;
        } else {
            letters.push(letter::weekly(head, reader, &report)?);
        }
    }
    Ok(letters)
}
