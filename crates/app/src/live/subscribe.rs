//! One person's stream of events: first what they missed, from the store, then what happens.

use std::{collections::HashSet, sync::Arc};

use futures_util::{Stream, StreamExt as _, stream};
use jiff::SignedDuration;
use souffleur_core::{Actor, id::EventId, permission::Action};
use tokio_stream::wrappers::BroadcastStream;
use uuid::Uuid;

use super::{
    hub::{LiveEvent, Told, Written},
    tell::tell_all,
};
use crate::{app::App, error::Error};

/// Concurrent changes may commit in another order than their lines are numbered in, so who resumes is told again what
/// was noted shortly before. An event may come twice, by the same id; none is left out.
const OVERLAP: SignedDuration = SignedDuration::from_secs(3);
/// Who missed more than this has better things to do than to read them all: their page is loaded anew.
const MOST_MISSED: u64 = 500;

/// The events that an actor may know of, after `after` where they resume. The stream ends when its reader is too slow;
/// it then resumes from the last event that it was told.
pub async fn subscribe(
    app: &App,
    actor: Actor,
    after: Option<EventId>,
) -> Result<impl Stream<Item = LiveEvent> + Send + use<>, Error> {
    actor.may(Action::Listen)?;
    // First listen, then read what was missed: so nothing falls between.
    let coming = BroadcastStream::new(app.hub().subscribe());
    let missed = match after {
        Some(after) => missed(app, after).await?,
        None => Vec::new(),
    };
    let told: HashSet<EventId> = missed.iter().map(|told| told.event.id).collect();
    let coming = coming
        .take_while(|told| std::future::ready(told.is_ok()))
        .filter_map(|told| std::future::ready(told.ok()))
        .filter(move |event| std::future::ready(!told.contains(&event.event.id)));
    let all = stream::iter(missed).chain(coming);
    Ok(all.filter_map(move |told| std::future::ready(told.is_for(actor).then(|| told.event.clone()))))
}

/// An item each time that one is told something, or has seen it on another page. What, the page asks for.
pub fn alerts(app: &App, actor: Actor) -> Result<impl Stream<Item = ()> + Send + use<>, Error> {
    actor.may(Action::Listen)?;
    let coming = BroadcastStream::new(app.hub().subscribe_to_alerts());
    // Who falls behind may have missed their own.
    let own = move |user: Result<_, _>| {
        std::future::ready(user.map_or(true, |user| Some(user) == actor.user()).then_some(()))
    };
    Ok(coming.filter_map(own))
}

/// The number of each question that somebody began to write on, or no longer does.
pub fn writing(app: &App, actor: Actor) -> Result<impl Stream<Item = i64> + Send + use<>, Error> {
    actor.may(Action::Listen)?;
    let coming = BroadcastStream::new(app.hub().subscribe_to_writing());
    // Who falls behind sees it with the next change.
    let seen = move |written: Result<Written, _>| {
        let own = written.ok().filter(|written| written.is_for(actor));
        std::future::ready(own.map(|written| written.number))
    };
    Ok(coming.filter_map(seen))
}

async fn missed(app: &App, after: EventId) -> Result<Vec<Arc<Told>>, Error> {
    let reader = app.store().read();
    let mut events = reader.events_after(shortly_before(after), MOST_MISSED).await?;
    events.retain(|event| event.id != after);
    Ok(tell_all(&reader, &events).await?.into_iter().map(Arc::new).collect())
}

/// The least id that an event of a few seconds earlier might have had: ids begin with their milliseconds.
fn shortly_before(id: EventId) -> EventId {
    let millis = (id.raw().as_u128() >> 80).saturating_sub(OVERLAP.as_millis().unsigned_abs());
    EventId::new(Uuid::from_u128(millis << 80))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resuming_looks_a_little_further_back() {
        let id = |millis: u128| EventId::new(Uuid::from_u128((millis << 80) | 0x7abc));
        assert!(shortly_before(id(1_000_000)) <= id(997_000));
        assert!(shortly_before(id(1_000_000)) > id(996_999));
        assert_eq!(shortly_before(id(1)).raw(), Uuid::nil());
    }
}
