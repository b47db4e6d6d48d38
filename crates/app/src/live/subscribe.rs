//! One person's stream of events: first what they missed, from the store, then what happens.

use std::{collections::HashSet, sync::Arc};

use futures_util::{Stream, StreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use souffleur_core::{Actor, id::EventId, permission::Action};
use tokio_stream::wrappers::BroadcastStream;
use uuid::Uuid;

use super::tell::tell_all;
use crate::hub::{LiveEvent, Told, Written};
use crate::{App, error::Error};

/// Concurrent changes may commit in another order than their lines are numbered in, so who resumes is told again what
/// was noted shortly before: for longer than a change may wait for a lock, or the clocks of two nodes differ. An event may
/// come twice, by the same id; none is left out.
const OVERLAP: SignedDuration = SignedDuration::from_secs(15);
/// A page that has just been made shows what was noted before it; only what was committed while it was made is missing.
const OVERLAP_OF_PAGES: SignedDuration = SignedDuration::from_secs(3);
/// Missed events that are read at once.
const CHUNK: u64 = 500;
/// Beyond this many missed events the oldest are told, and the reader resumes after them.
const MAX_MISSED: usize = 10_000;

/// Where a stream begins that does not begin now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// After the last event that its reader heard.
    Event(EventId),
    /// After what a page showed when it was made, by [`position`].
    Page(EventId),
}

impl After {
    /// The id from which on events are read again.
    fn begins(self) -> EventId {
        match self {
            Self::Event(id) => shortly_before(id, OVERLAP),
            Self::Page(id) => shortly_before(id, OVERLAP_OF_PAGES),
        }
    }
}

/// The place in the history of an instant, for what is rendered from then on.
pub fn position(at: Timestamp) -> EventId {
    let millis = u128::try_from(at.as_millisecond()).unwrap_or_default();
    EventId::new(Uuid::from_u128(millis << 80))
}

/// The events that an actor may know of, after `after` where they resume. The stream ends when its reader is too slow;
/// it then resumes from the last event that it was told.
pub async fn subscribe(
    app: &App,
    actor: Actor,
    after: Option<After>,
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

async fn missed(app: &App, after: After) -> Result<Vec<Arc<Told>>, Error> {
    let reader = app.store().read();
    let (mut all, mut from) = (Vec::new(), after.begins());
    loop {
        let events = reader.events_after(from, CHUNK).await?;
        let is_last = (events.len() as u64) < CHUNK;
        from = events.last().map_or(from, |event| event.id);
        all.extend(events);
        if is_last || all.len() >= MAX_MISSED {
            break;
        }
    }
    if let After::Event(heard) = after {
        all.retain(|event| event.id != heard);
    }
    Ok(tell_all(&reader, &all).await?.into_iter().map(Arc::new).collect())
}

/// The least id that an event of a while earlier might have had: ids begin with their milliseconds.
fn shortly_before(id: EventId, overlap: SignedDuration) -> EventId {
    let millis = (id.raw().as_u128() >> 80).saturating_sub(overlap.as_millis().unsigned_abs());
    EventId::new(Uuid::from_u128(millis << 80))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resuming_looks_a_little_further_back() {
        let id = |millis: u128| EventId::new(Uuid::from_u128((millis << 80) | 0x7abc));
        let before = |millis| After::Event(id(millis)).begins();
        assert!(before(1_000_000) <= id(985_000));
        assert!(before(1_000_000) > id(984_999));
        assert_eq!(before(1).raw(), Uuid::nil());
        let page = position(Timestamp::from_millisecond(1_000_000).unwrap());
        assert!(After::Page(page).begins() <= id(997_000) && After::Page(page).begins() > id(996_999));
    }
}
