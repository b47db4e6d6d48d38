//! The house pauses: a crisis, an outage. While it does, promises of working time are not counted, for the whole desk,
//! for a topic or for a channel. It has a reason and an author, and the reports count by itself what it touched.

use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    snapshot::Settings,
    view::PauseView,
};
use souffleur_core::{
    Actor,
    channel::Channel,
    event::SettingChange,
    id::PauseId,
    pause::{Pause, PauseScope},
    permission::Action,
    text::Remark,
};

use super::{change::Change, form::no_such};

/// A pause as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PauseForm {
    /// A topic's key; empty for all.
    pub topic: String,
    /// A channel's name; empty for all.
    pub channel: String,
    /// Why.
    pub reason: String,
}

/// The pauses of the last year, the newest first.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<PauseView>, Error> {
    actor.may(Action::ReadReports)?;
    let (settings, now) = (app.settings(), app.now());
    let since = now.checked_sub(8_784.hours()).unwrap_or(Timestamp::MIN);
    let pauses = app.store().read().house_pauses(since, Timestamp::MAX).await?;
    Ok(pauses.iter().rev().map(|pause| PauseView::of(pause, &settings)).collect())
}

/// Begins a pause. Promises that run stop counting as soon as they can be reached.
pub async fn begin(app: &App, actor: Actor, form: PauseForm) -> Result<PauseId, Error> {
    actor.may(Action::PauseHouse)?;
    let mut problems = Problems::default();
    let reason = problems.take("reason", Remark::parse(&form.reason));
    let scope = scope(&mut problems, &form, &app.settings());
    problems.check()?;
    // A problem was noted where either could not be read.
    let (reason, scope) = reason.zip(scope).ok_or(Error::NotFound)?;
    let mut change = Change::begin(app, actor).await?;
    if change.settings.pauses.iter().any(|pause| pause.scope == scope) {
        return Err(Error::IllegalStep("it pauses already".to_owned()));
    }
    let pause = Pause {
        id: app.id(change.now),
        scope,
        from: change.now,
        until: None,
        reason: Some(reason),
        by: actor,
        ended_by: None,
    };
    change.tx.insert_pause(&pause).await?;
    change.tx.recount_house(&pause.scope).await?;
    change.note("pause", &named(&pause.scope), SettingChange::Added);
    change.commit().await?;
    Ok(pause.id)
}

/// Ends a pause. Promises go on with the time they had left.
pub async fn end(app: &App, actor: Actor, id: PauseId) -> Result<(), Error> {
    actor.may(Action::PauseHouse)?;
    let mut change = Change::begin(app, actor).await?;
    let pause = change.tx.pause(id).await?.filter(|pause| pause.scope.is_house()).ok_or(Error::NotFound)?;
    if pause.until.is_some() {
        return Err(Error::IllegalStep("it has ended already".to_owned()));
    }
    change.tx.end_pause(id, change.now, actor).await?;
    change.tx.recount_house(&pause.scope).await?;
    change.note("pause", &named(&pause.scope), SettingChange::Removed);
    change.commit().await
}

fn scope(problems: &mut Problems, form: &PauseForm, settings: &Settings) -> Option<PauseScope> {
    match (form.topic.trim(), form.channel.trim()) {
        ("", "") => Some(PauseScope::Desk),
        (key, "") => {
            let topic = settings.topics.iter().find(|topic| topic.key.as_str() == key);
            problems
                .take("topic", topic.ok_or_else(|| no_such("topic", key)))
                .map(|topic| PauseScope::Topic(topic.id))
        }
        ("", name) => problems.take("channel", Channel::parse(name)).map(PauseScope::Channel),
        _ => problems.take("channel", Err(Problem::OneOf)),
    }
}

fn named(scope: &PauseScope) -> String {
    match scope {
        PauseScope::Question(id) => id.to_string(),
        PauseScope::Desk => "desk".to_owned(),
        PauseScope::Topic(id) => format!("topic {id}"),
        PauseScope::Channel(channel) => format!("channel {channel}"),
    }
}
