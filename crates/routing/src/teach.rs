//! Full training: from the names and descriptions of the topics, and from what has been answered so far.

use souffleur_core::{explanation::ModelPart, id::TopicId, text::Remark, topic::Topic, words::FoldedWords};

use super::{
    classifier::Model,
    encoder::Encoder,
    feature::counts,
    frequency::GramFrequency,
    training::Training,
    training_example::{COST, TrainingExample},
    training_run::{TrainedParts, TrainingRun},
    vocabulary::Vocabulary,
};

/// A text whose topic is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example<'a> {
    /// The text of a question: subject and body, see [`super::QuestionFacts::text`].
    pub text: &'a str,
    /// What it was about.
    pub topic: TopicId,
    /// 1 for an ordinary answered question, more for a person's correction; what counts less than 1 is a guess, which
    /// teaches but does not test.
    pub weight: f32,
}

/// How much each phrase that describes a topic counts, beside one real question.
const DESCRIBED: f32 = 1.0;
/// Name and description of a topic: the first examples of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TopicDescription<'a> {
    pub(super) topic: TopicId,
    pub(super) name: &'a str,
    pub(super) description: Option<&'a str>,
}

impl Model {
    /// Learns from nothing but the topics' names and descriptions, and from examples. Topics of examples that are not
    /// among `topics` are added after them.
    pub fn train(topics: &[Topic], examples: &[Example<'_>], training: &Training<'_>) -> Self {
        let described = topics.iter().map(|topic| TopicDescription {
            topic: topic.id,
            name: topic.name.as_str(),
            description: topic.description.as_ref().map(Remark::as_str),
        });
        Self::train_described(&described.collect::<Vec<_>>(), examples, training)
    }

    pub(super) fn train_described(
        topics: &[TopicDescription<'_>],
        examples: &[Example<'_>],
        training: &Training<'_>,
    ) -> Self {
        let mut known: Vec<TopicId> = topics.iter().map(|topic| topic.topic).collect();
        let described: Vec<_> = topics.iter().flat_map(describe).collect();
        let asked = examples.iter().filter(|example| example.weight.is_finite() && example.weight > 0.0);
        let asked = asked.map(|example| (example.text, example.topic, example.weight.min(10.0)));
        let lessons: Vec<_> = (described.iter().map(|(text, topic)| (text.as_str(), *topic, DESCRIBED)))
            .chain(asked)
            .map(|(text, topic, weight)| WeightedText { text, topic, weight })
            .collect();
        let (frequency, vocabulary) = survey(&lessons);
        let topic_of: Vec<usize> = lessons.iter().map(|lesson| place(&mut known, lesson.topic)).collect();
        let is_real = |at: usize| at >= described.len() && lessons[at].weight >= 1.0;
        let real = (0..lessons.len()).filter(|at| is_real(*at)).count();
        let encoder = training.encoder.map(Encoder::id);
        let dimensions = encoder.map_or(0, |encoder| encoder.dimensions as usize);
        let train = |frequency: &GramFrequency| {
            let case = |(at, lesson): (usize, &WeightedText<'_>)| {
                let meaning = training.encoder.and_then(|encoder| encoder.encode(lesson.text));
                let features =
                    frequency.features(&counts(&FoldedWords::of(lesson.text))).with(meaning.as_deref());
                TrainingExample {
                    features,
                    topic: topic_of[at],
                    cost: COST * lesson.weight,
                    real: is_real(at),
                }
            };
            let cases = lessons.iter().enumerate().map(case).collect();
            TrainingRun::new(known.len(), dimensions, cases, training.seed).run()
        };
        let mut best = (train(&frequency), frequency);
        if COMPARED.contains(&real) {
            let steep = best.1.steepened();
            let other = train(&steep);
            if other.log_loss < best.0.log_loss {
                best = (other, steep);
            }
        }
        let (TrainedParts { weights, layer, neighbours, calibration, .. }, frequency) = best;
        let examples = (lessons.len() - described.len()) as u64;
        let info = ModelPart { version: training.version, examples, corrections: 0 };
        Self { topics: known, frequency, vocabulary, weights, layer, neighbours, calibration, encoder, info }
    }
}

/// With so many real questions both weightings of rare n-grams are tried. Fewer can't tell which is better; with more
/// the gentle one was never worse, and trying takes as long again.
const COMPARED: std::ops::RangeInclusive<usize> = 200..=2_000;

/// A text with its topic and its weight in a training.
struct WeightedText<'a> {
    text: &'a str,
    topic: TopicId,
    weight: f32,
}

/// The place of a topic in the list; a new one is added.
fn place(known: &mut Vec<TopicId>, topic: TopicId) -> usize {
    known.iter().position(|other| *other == topic).unwrap_or_else(|| {
        known.push(topic);
        known.len() - 1
    })
}

/// A topic's own words as small examples: its name, its description, and each phrase of that by itself, so that a word
/// in a long list of keywords counts as much as one that stands alone.
fn describe(topic: &TopicDescription<'_>) -> Vec<(String, TopicId)> {
    let mut texts = vec![topic.name.to_owned()];
    if let Some(description) = topic.description {
        let phrases = description.split([',', ';', '.', ':', '\n']).map(str::trim);
        texts.extend(phrases.filter(|phrase| !phrase.is_empty()).map(str::to_owned));
        texts.push(format!("{} {description}", topic.name));
    }
    texts.into_iter().map(|text| (text, topic.topic)).collect()
}

/// Counts the n-grams and collects the words of all examples.
fn survey(lessons: &[WeightedText<'_>]) -> (GramFrequency, Vocabulary) {
    let (mut frequency, mut vocabulary) = (GramFrequency::new(), Vocabulary::new());
    for lesson in lessons {
        let words = FoldedWords::of(lesson.text);
        frequency.learn(&counts(&words));
        vocabulary.learn(&words);
    }
    (frequency, vocabulary)
}
