//! Full training: from the names and descriptions of the topics, and from what has been answered so far.

use std::collections::HashSet;

use super::{
    calibration::{Calibration, Trial},
    classifier::Model,
    dice::Dice,
    explanation::ModelPart,
    feature::counts,
    fit::{COST, Case, Fitting},
    rarity::Rarity,
    vocabulary::Vocabulary,
    weights::Weights,
    words::Words,
};
use crate::{id::TopicId, text::Remark, topic::Topic};

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

/// What a training may be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Training {
    /// Orders the visits; the same seed and examples give the same model.
    pub seed: u64,
    /// The version that explanations quote.
    pub version: u64,
}

/// How much each phrase that describes a topic counts, beside one real question.
const DESCRIBED: f32 = 1.0;
/// Rounds over all examples; most trainings settle sooner.
const ROUNDS: usize = 15;
/// Rounds after the held-out examples have come back.
const LAST_ROUNDS: usize = 6;
/// Up to here each example is held out once; beyond, a tenth is held out and then learned on top.
const CROSSED: usize = 2_000;
/// Parts of the cross-validation.
const PARTS: usize = 5;

/// A topic as training sees it: its own words are the first examples of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Described<'a> {
    pub(super) topic: TopicId,
    pub(super) name: &'a str,
    pub(super) description: Option<&'a str>,
}

impl Model {
    /// Learns from nothing but the topics' names and descriptions, and from examples. Topics of examples that are not
    /// among `topics` are added after them.
    pub fn train(topics: &[Topic], examples: &[Example<'_>], training: &Training) -> Self {
        let described = topics.iter().map(|topic| Described {
            topic: topic.id,
            name: topic.name.as_str(),
            description: topic.description.as_ref().map(Remark::as_str),
        });
        Self::train_described(&described.collect::<Vec<_>>(), examples, training)
    }

    pub(super) fn train_described(
        topics: &[Described<'_>],
        examples: &[Example<'_>],
        training: &Training,
    ) -> Self {
        let mut known: Vec<TopicId> = topics.iter().map(|topic| topic.topic).collect();
        let described: Vec<_> = topics.iter().flat_map(describe).collect();
        let asked = examples.iter().filter(|example| example.weight.is_finite() && example.weight > 0.0);
        let asked = asked.map(|example| (example.text, example.topic, example.weight.min(10.0)));
        let lessons: Vec<_> = (described.iter().map(|(text, topic)| (text.as_str(), *topic, DESCRIBED)))
            .chain(asked)
            .map(|(text, topic, weight)| (Words::of(text), topic, weight))
            .collect();
        let (rarity, vocabulary) = survey(&lessons);
        let cases: Vec<Case> = (lessons.iter().enumerate())
            .map(|(at, (words, topic, weight))| {
                let topic = place(&mut known, *topic);
                let real = at >= described.len() && *weight >= 1.0;
                Case { features: rarity.features(&counts(words)), topic, cost: COST * weight, real }
            })
            .collect();
        let (weights, calibration) = fit(known.len(), &cases, training.seed);
        let examples = (cases.len() - described.len()) as u64;
        let info = ModelPart { version: training.version, examples, corrections: 0 };
        Self { topics: known, rarity, vocabulary, weights, calibration, info }
    }
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
fn describe(topic: &Described<'_>) -> Vec<(String, TopicId)> {
    let mut texts = vec![topic.name.to_owned()];
    if let Some(description) = topic.description {
        let phrases = description.split([',', ';', '.', ':', '\n']).map(str::trim);
        texts.extend(phrases.filter(|phrase| !phrase.is_empty()).map(str::to_owned));
        texts.push(format!("{} {description}", topic.name));
    }
    texts.into_iter().map(|text| (text, topic.topic)).collect()
}

/// Counts the n-grams and notes the words of all lessons.
fn survey(lessons: &[(Words, TopicId, f32)]) -> (Rarity, Vocabulary) {
    let (mut rarity, mut vocabulary) = (Rarity::new(), Vocabulary::new());
    for (words, ..) in lessons {
        rarity.learn(&counts(words));
        vocabulary.learn(words);
    }
    (rarity, vocabulary)
}

/// Fits the weights, and the temperature on examples held out from them.
#[expect(clippy::cast_possible_truncation, reason = "examples are counted in u32 throughout")]
fn fit(topics: usize, cases: &[Case], seed: u64) -> (Weights, Calibration) {
    let all: Vec<u32> = (0..cases.len() as u32).collect();
    let mut real: Vec<u32> = all.iter().copied().filter(|at| cases[*at as usize].is_real()).collect();
    Dice::new(seed).shuffle(&mut real);
    let mut fitting = Fitting::new(topics, cases, seed);
    let mut trials = Vec::new();
    if real.len() > CROSSED {
        let held = &real[..real.len() / 10];
        fitting.run(&without(&all, held), ROUNDS);
        try_out(&fitting.weights(), cases, held, &mut trials);
        fitting.run(&all, LAST_ROUNDS);
    } else {
        for held in real.chunks(real.len().div_ceil(PARTS).max(1)) {
            let mut fitting = Fitting::new(topics, cases, seed);
            fitting.run(&without(&all, held), ROUNDS);
            try_out(&fitting.weights(), cases, held, &mut trials);
        }
        fitting.run(&all, ROUNDS);
    }
    (fitting.weights(), Calibration::fit(&trials))
}

fn without(all: &[u32], held: &[u32]) -> Vec<u32> {
    let held: HashSet<&u32> = held.iter().collect();
    all.iter().filter(|at| !held.contains(at)).copied().collect()
}

/// Scores what was held out. An example whose topic had no other real one is no fair test and is left out.
fn try_out(weights: &Weights, cases: &[Case], held: &[u32], trials: &mut Vec<Trial>) {
    let mut elsewhere = vec![0_usize; weights.topics];
    for case in cases.iter().filter(|case| case.is_real()) {
        elsewhere[case.topic] += 1;
    }
    for at in held {
        elsewhere[cases[*at as usize].topic] -= 1;
    }
    for case in held.iter().map(|at| &cases[*at as usize]).filter(|case| elsewhere[case.topic] > 0) {
        let mut scores = Vec::new();
        weights.scores(&case.features, &mut scores);
        trials.push(Trial { scores, truth: case.topic });
    }
}
