//! Raising alerts: a row for each person who wants it, and a timer for the letter that will say it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use souffleur_app::{
    App,
    error::Error,
    snapshot::{Settings, zone_of},
};
use souffleur_core::{
    alert::{AlertChoice, AlertKind, NotifyVia},
    id::{QuestionId, TargetId, UserId},
    question::Question,
    user::User,
};
use souffleur_store::{Alert, Timer, TimerKind, Tx};

/// Letters to one person are at least so far apart; what happens in between goes into the next one.
const COALESCE: SignedDuration = SignedDuration::from_mins(2);

/// Request to alert one person.
#[derive(Debug, Clone)]
pub struct AlertRequest {
    /// Whom it is told.
    pub to: UserId,
    /// What kind of alert.
    pub kind: AlertKind,
    /// On which question, where it is about one.
    pub question: Option<QuestionId>,
    /// The promise that it is about, if it is about one.
    pub target: Option<TargetId>,
    /// When it truly happened.
    pub at: Timestamp,
    /// What a server said, where that is the news.
    pub detail: Option<String>,
}

/// Raises alerts in the transaction of what they tell, as each person chose.
pub async fn raise(
    app: &App,
    tx: &mut Tx,
    settings: &Settings,
    now: Timestamp,
    news: &[AlertRequest],
) -> Result<(), Error> {
    let alerts: Vec<Alert> = news.iter().filter_map(|one| alert(app, settings, now, one)).collect();
    if alerts.is_empty() {
        return Ok(());
    }
    tx.insert_alerts(&alerts, now).await?;
    schedule_alert_mail(app, tx, now, &alerts).await
}

/// Notifies the assignee of a question that it is theirs now. Only adds rows, as a new question does: where the letter is held
/// it gets a timer of its own, which finds nothing left to say if another was first.
pub async fn notify_assignee(
    app: &App,
    tx: &mut Tx,
    settings: &Settings,
    now: Timestamp,
    question: &Question,
) -> Result<(), Error> {
    let Some(to) = question.assignee.expert() else { return Ok(()) };
    let (kind, question) = (AlertKind::QuestionForYou, Some(question.id));
    let news = AlertRequest { to, kind, question, target: None, at: now, detail: None };
    let Some(alert) = alert(app, settings, now, &news) else { return Ok(()) };
    tx.insert_alerts(std::slice::from_ref(&alert), now).await?;
    if alert.tell_at > now {
        tx.insert_timers(&[tell_timer(app, now, alert.user, alert.tell_at)]).await?;
    }
    Ok(())
}

/// Whether a letter of this kind may go to somebody this instant: they want it, and are not to be left in peace.
pub fn mailed_at_once(settings: &Settings, to: &User, kind: AlertKind, now: Timestamp) -> bool {
    let choice = settings.alert_choice(to.id);
    choice.is_enabled(kind, NotifyVia::Mail) && tell_at(settings, to, &choice, now) <= now
}

fn alert(app: &App, settings: &Settings, now: Timestamp, news: &AlertRequest) -> Option<Alert> {
    let to = settings.user(news.to).filter(|user| user.active)?;
    let choice = settings.alert_choice(to.id);
    let goes = |way| choice.is_enabled(news.kind, way);
    let tell_at = tell_at(settings, to, &choice, now);
    // The letter of a question goes out with the question itself, unless it is held.
    let mail = goes(NotifyVia::Mail)
        && news.question.is_some()
        && (news.kind != AlertKind::QuestionForYou || tell_at > now);
    let alert = Alert {
        id: app.id(now),
        user: to.id,
        kind: news.kind,
        question: news.question,
        target: news.target,
        at: news.at,
        tell_at,
        page: goes(NotifyVia::Page),
        browser: goes(NotifyVia::Browser),
        mail,
        detail: news.detail.clone(),
    };
    (alert.page || alert.browser || alert.mail).then_some(alert)
}

fn tell_at(settings: &Settings, to: &User, choice: &AlertChoice, now: Timestamp) -> Timestamp {
    choice.tell_at(settings.desk.quiet_hours, now, &zone_of(settings, to))
}

/// Sees to it that each person's next letter is written: at once, unless one was written just now or it is quiet. A
/// timer also tells the pages of those whose quiet ends.
async fn schedule_alert_mail(app: &App, tx: &mut Tx, now: Timestamp, alerts: &[Alert]) -> Result<(), Error> {
    let mut wanted: BTreeMap<UserId, BTreeSet<Timestamp>> = BTreeMap::new();
    for alert in alerts.iter().filter(|alert| alert.mail || alert.tell_at > now) {
        wanted.entry(alert.user).or_default().insert(alert.tell_at);
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let (waiting, last) = (tx.waiting_tells().await?, tx.last_mailed().await?);
    let mut timers = Vec::new();
    for (user, instants) in wanted {
        // A clock that was set back must not keep a letter for ever.
        let not_before = last.get(&user).map(|last| (*last).min(now) + COALESCE);
        for tell_at in instants {
            let due_at = not_before.map_or(tell_at, |earliest| tell_at.max(earliest));
            if waiting.get(&user).is_none_or(|waiting| *waiting > due_at || *waiting < tell_at) {
                timers.push(tell_timer(app, now, user, due_at));
            }
        }
    }
    Ok(tx.insert_timers(&timers).await?)
}

fn tell_timer(app: &App, now: Timestamp, user: UserId, due_at: Timestamp) -> Timer {
    let (target, question, key) = (None, None, None);
    Timer { id: app.id(now), due_at, kind: TimerKind::Tell, target, question, user: Some(user), key }
}
