//! Keeping answers: add, change, retire, count.

use jiff::civil::Date;
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor, Language,
    answer::Answer,
    event::{Event, EventKind, SettingChange},
    id::AnswerId,
    permission::Action,
};

use super::form::{AnswerForm, AnswerView, read};

/// Today, where the house is.
pub(crate) fn today(app: &App) -> Date {
    let settings = app.settings();
    let zone = settings.default_calendar().map(|stored| stored.calendar.time_zone().clone());
    app.now().to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC)).date()
}

/// Every answer: those to be looked at again first, then what was changed last.
pub async fn list(app: &App, actor: Actor, language: Language) -> Result<Vec<AnswerView>, Error> {
    actor.may(Action::KeepAnswers)?;
    let (settings, today) = (app.settings(), today(app));
    let answers = app.store().read().answers().await?;
    let view = |answer: &Answer| AnswerView::of(answer, &settings, language, today);
    let mut views: Vec<AnswerView> = answers.iter().map(view).collect();
    views.sort_by_key(|view| (!view.active, !view.overdue));
    Ok(views)
}

/// One answer.
pub async fn get(app: &App, actor: Actor, id: AnswerId, language: Language) -> Result<AnswerView, Error> {
    list(app, actor, language).await?.into_iter().find(|view| view.id == id).ok_or(Error::NotFound)
}

/// Adds an answer, or changes one that is still as it was seen.
pub async fn save(
    app: &App,
    actor: Actor,
    id: Option<AnswerId>,
    form: &AnswerForm,
) -> Result<AnswerId, Error> {
    actor.may(Action::KeepAnswers)?;
    let wanted = read(form, &app.settings())?;
    let now = app.now();
    let new = Answer {
        id: id.unwrap_or_else(|| app.id(now)),
        topic: wanted.topic,
        owner: wanted.owner,
        is_public: form.is_public,
        review_on: wanted.review_on,
        active: form.active,
        version: 1,
        used: 0,
        last_used_at: None,
        texts: wanted.texts,
    };
    let mut tx = app.store().begin().await?;
    let change = if id.is_some() {
        tx.save_answer(&new, form.version.trim().parse().unwrap_or(0), now).await?;
        SettingChange::Changed
    } else {
        tx.insert_answer(&new, now).await?;
        SettingChange::Added
    };
    let key = new.text(Language::Fr).map(|(_, text)| text.title.to_string()).unwrap_or_default();
    let what = EventKind::SettingChanged { what: "answer".to_owned(), key, change };
    tx.append(&[Event { id: app.id(now), question: None, by: actor, at: now, what }]).await?;
    tx.commit().await?;
    Ok(new.id)
}

/// Counts that somebody put an answer into what they write.
pub async fn used(app: &App, actor: Actor, id: AnswerId) -> Result<(), Error> {
    actor.may(Action::Draft)?;
    let mut tx = app.store().begin().await?;
    tx.answer_used(id, app.now()).await?;
    Ok(tx.commit().await?)
}
