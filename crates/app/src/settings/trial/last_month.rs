//! What a policy as typed would have done to the last month.

use souffleur_core::{
    Actor,
    id::{CalendarId, PolicyId},
    permission::Action,
};
use souffleur_store::StoredPolicy;

use super::{
    super::{
        known::Known as Names,
        policy::{self, PolicyForm},
    },
    LastMonth,
    compare::compare,
};
use crate::{
    app::App,
    error::{Error, Problems},
    snapshot::Settings,
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
        id: id.unwrap_or_else(|| PolicyId::new(uuid::Uuid::nil())),
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
