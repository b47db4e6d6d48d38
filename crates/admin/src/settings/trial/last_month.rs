//! What a policy as typed, or the calendars and promises of a file, would have done to the last month.

use souffleur_app::{
    App,
    error::{Error, Problems},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    id::{CalendarId, PolicyId},
    permission::Action,
    text::Key,
};
use souffleur_sla::Calendar;
use souffleur_store::{StoredCalendar, StoredPolicy};
use uuid::Uuid;

use super::{
    super::{
        apply::Plan,
        file::DeskFile,
        known::Known as Names,
        policy::{self, PolicyForm},
    },
    LastMonth,
    compare::compare,
};

/// What a policy as typed would have done to the last month; `id` says which it replaces, or none for a new one.
pub async fn last_month(
    app: &App,
    actor: Actor,
    id: Option<PolicyId>,
    form: &PolicyForm,
) -> Result<LastMonth, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let mut problems = Problems::default();
    let names = Names::of(&settings);
    let raw = form.raw(&mut problems);
    let wanted = raw.and_then(|raw| policy::read(&mut problems, "", &form.key, &form.calendar, raw, &names));
    problems.check()?;
    // A problem was noted where nothing could be read.
    let wanted = policy::Wanted { is_default: form.is_default, ..wanted.ok_or(Error::NotFound)? };
    let position = form.position.trim().parse().ok();
    let changed = with_policy(&settings, id, wanted, position)?;
    compare(app, &settings, &changed).await
}

/// What the calendars and promises of a file would have done to the last month.
pub async fn last_month_by(app: &App, actor: Actor, file: &DeskFile) -> Result<LastMonth, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let Plan { calendars, policies, .. } = Plan::of(file, &settings)?;
    let mut changed = settings.changed(|_| {});
    // What is new needs an id of its own for the time of the trial.
    let mut fresh = (1..).map(Uuid::from_u128);
    for (key, calendar) in calendars {
        changed = with_calendar(&changed, key, calendar, fresh.next().unwrap_or_default());
    }
    for wanted in policies {
        let known = changed.policies.iter().find(|stored| stored.key == wanted.key).map(|stored| stored.id);
        let id = known.unwrap_or_else(|| PolicyId::new(fresh.next().unwrap_or_default()));
        let position = wanted.position;
        changed = with_policy(&changed, Some(id), wanted, position)?;
    }
    compare(app, &settings, &changed).await
}

/// The settings with one calendar as it is wanted.
fn with_calendar(settings: &Settings, key: Key, calendar: Calendar, fresh: Uuid) -> Settings {
    settings.changed(|stored| match stored.calendars.iter_mut().find(|known| known.key == key) {
        Some(known) => known.calendar = calendar,
        None => {
            stored.calendars.push(StoredCalendar { id: CalendarId::new(fresh), key, version: 1, calendar });
        }
    })
}

/// The settings with one policy as it is wanted.
fn with_policy(
    settings: &Settings,
    id: Option<PolicyId>,
    wanted: policy::Wanted,
    position: Option<i32>,
) -> Result<Settings, Error> {
    let found = settings.calendars.iter().find(|stored| stored.key == wanted.calendar);
    let calendar: CalendarId = found.map(|stored| stored.id).ok_or(Error::NotFound)?;
    let old = settings.policies.iter().find(|stored| Some(stored.id) == id);
    let last = settings.policies.iter().map(|stored| stored.position).max().unwrap_or(0);
    let new = StoredPolicy {
        id: id.unwrap_or_else(|| PolicyId::new(Uuid::nil())),
        key: wanted.key,
        is_default: wanted.is_default || old.is_some_and(|old| old.is_default),
        position: position.or(old.map(|old| old.position)).unwrap_or(last + 1),
        version: old.map_or(1, |old| old.version + 1),
        calendar,
        policy: wanted.policy,
    };
    Ok(settings.changed(|stored| {
        if new.is_default {
            stored.policies.iter_mut().for_each(|policy| policy.is_default = false);
        }
        stored.policies.retain(|policy| policy.id != new.id);
        stored.policies.push(new);
        stored.policies.sort_by(|one, other| {
            let place = |policy: &StoredPolicy| (policy.is_default, policy.position, policy.key.clone());
            place(one).cmp(&place(other))
        });
    }))
}
