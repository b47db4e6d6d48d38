//! Probabilities of the topics in use.

use souffleur_core::id::TopicId;

/// The probability of a topic; 0 for one out of use.
pub(super) fn topic_chance(chances: &[(TopicId, f64)], topic: TopicId) -> f64 {
    chances.iter().find(|(other, _)| *other == topic).map_or(0.0, |(_, chance)| *chance)
}
