//! Puts to an event what its listeners need: the question's number, who holds it, and who was asked about it. Questions are read together,
//! however many events they have.

use std::collections::HashMap;

use souffleur_core::{event::Event, id::QuestionId, question::Question};
use souffleur_store::{EventRef, Reader};

use crate::error::Error;
use crate::hub::Told;

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
    let mut ids: Vec<QuestionId> = events.iter().filter_map(|event| event.question).collect();
    ids.sort_unstable();
    ids.dedup();
    let questions: HashMap<QuestionId, Question> =
        reader.questions_by_id(&ids).await?.into_iter().map(|question| (question.id, question)).collect();
    let asked = if ids.is_empty() { HashMap::new() } else { reader.asked_about(&ids).await? };
    let told = |event: &Event| {
        let question = event.question.and_then(|id| questions.get(&id));
        let asked = event.question.and_then(|id| asked.get(&id)).map_or(&[][..], Vec::as_slice);
        Told::of(event, question, asked)
    };
    Ok(events.iter().map(told).collect())
}
