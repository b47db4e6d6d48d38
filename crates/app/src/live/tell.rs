//! Puts to an event what its listeners need: the question's number, who holds it, and who was asked about it. Each question is read once however
//! many events it has.

use std::collections::{HashMap, hash_map::Entry};

use souffleur_core::{event::Event, id::QuestionId, question::Question};
use souffleur_store::{EventRef, Reader};

use super::hub::Told;
use crate::error::Error;

/// What became of events that were announced.
pub(super) async fn tell(reader: &Reader, announced: &[EventRef]) -> Result<Vec<Told>, Error> {
    let mut events = Vec::with_capacity(announced.len());
    for event in announced {
        events.extend(reader.event(event.id).await?);
    }
    tell_all(reader, &events).await
}

/// What lines of the history tell.
pub(super) async fn tell_all(reader: &Reader, events: &[Event]) -> Result<Vec<Told>, Error> {
    let mut questions: HashMap<QuestionId, Option<Question>> = HashMap::new();
    for id in events.iter().filter_map(|event| event.question) {
        if let Entry::Vacant(place) = questions.entry(id) {
            place.insert(reader.question(id).await?);
        }
    }
    let ids: Vec<QuestionId> = questions.keys().copied().collect();
    let asked = if ids.is_empty() { HashMap::new() } else { reader.asked_about(&ids).await? };
    let told = |event: &Event| {
        let question = event.question.and_then(|id| questions.get(&id)).and_then(Option::as_ref);
        let asked = event.question.and_then(|id| asked.get(&id)).map_or(&[][..], Vec::as_slice);
        Told::of(event, question, asked)
    };
    Ok(events.iter().map(told).collect())
}
