//! A policy as it is wanted, made so.

use souffleur_app::error::{Error, Problem};
use souffleur_core::{
    id::{CalendarId, PolicyId},
    text::Key,
};
use souffleur_store::StoredPolicy;

use super::Wanted;
use crate::settings::{
    change::{Change, Outcome},
    form::no_such,
};

/// Makes a policy as it is wanted; `id` says which, or none for a new one. The first of a desk is its default.
pub(crate) async fn put(
    change: &mut Change,
    id: Option<PolicyId>,
    wanted: &Wanted,
) -> Result<(PolicyId, Outcome), Error> {
    let calendar = calendar_of(change, &wanted.calendar)?;
    let others = &mut change.settings.policies;
    let (id, outcome) = match id {
        None if others.iter().any(|stored| stored.key == wanted.key) => {
            return Err(Error::Taken { field: "key" });
        }
        None => {
            let is_default = wanted.is_default || others.is_empty();
            let last = others.iter().map(|stored| stored.position).max().unwrap_or(0);
            let id = change.app.id(change.now);
            let new = StoredPolicy {
                id,
                key: wanted.key.clone(),
                is_default,
                position: wanted.position.unwrap_or(last + 1),
                version: 1,
                calendar,
                policy: wanted.policy.clone(),
            };
            change.tx.insert_policy(&new, change.now).await?;
            others.push(new);
            (id, Outcome::Added)
        }
        Some(id) => {
            let current = others.iter_mut().find(|stored| stored.id == id).ok_or(Error::NotFound)?;
            if current.key != wanted.key {
                return Err(Error::invalid("key", Problem::KeyKept));
            }
            let becomes_default = wanted.is_default && !current.is_default;
            let position = wanted.position.unwrap_or(current.position);
            let moves = position != current.position;
            if moves {
                current.position = position;
                change.tx.place_policy(id, position).await?;
            }
            let same = current.calendar == calendar && current.policy == wanted.policy;
            if !same {
                let (calendar, policy) = (calendar, wanted.policy.clone());
                *current =
                    StoredPolicy { calendar, policy, is_default: current.is_default, ..current.clone() };
                current.version = change.tx.save_policy(current, change.now).await?;
            }
            if becomes_default {
                change.tx.make_default(id).await?;
            }
            (id, if same && !becomes_default && !moves { Outcome::Unchanged } else { Outcome::Changed })
        }
    };
    if wanted.is_default {
        change.settings.policies.iter_mut().for_each(|stored| stored.is_default = stored.id == id);
    }
    change.note_outcome("policy", &wanted.key, outcome);
    Ok((id, outcome))
}

fn calendar_of(change: &Change, key: &Key) -> Result<CalendarId, Error> {
    let found = change.settings.calendars.iter().find(|stored| stored.key == *key);
    found.map(|stored| stored.id).ok_or_else(|| Error::invalid("calendar", no_such("calendar", key)))
}
