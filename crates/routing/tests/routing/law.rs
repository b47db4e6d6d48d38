//! What holds for any text and any desk.

use proptest::prelude::*;
use souffleur_core::{
    explanation::Explanation, presence::Presence, question::Assignee, stopword::detect_language,
};
use souffleur_routing::{Example, Model, ModelError, RoutingDecision, Training};

use crate::desk::{Desk, LEA, MARC, ZOE, at, topic_id, user};

/// Texts as customers write them, and as nobody should.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("colis".to_owned()),
        Just("carte".to_owned()),
        Just("taille".to_owned()),
        Just("l’été".to_owned()),
        Just("🙂".to_owned()),
        Just("\0".to_owned()),
        Just("'".to_owned()),
        Just("e\u{301}".to_owned()),
        "[a-z]{1,12}",
        "\\PC{0,8}",
    ];
    prop_oneof![
        prop::collection::vec(word, 0..30).prop_map(|words| words.join(" ")),
        any::<String>(),
        ("\\PC{1,10}", 1_000_usize..10_000).prop_map(|(part, times)| part.repeat(times)),
    ]
}

fn presence() -> impl Strategy<Value = Presence> {
    prop_oneof![
        Just(Presence::Here),
        Just(Presence::Away { until: None }),
        Just(Presence::OutsideHours { back_at: at("2026-03-13T08:00:00Z") }),
    ]
}

/// The parts of each score add up to it, and the words to the score of the topic.
fn adds_up(explanation: &Explanation) {
    for part in explanation.expert.iter().chain(&explanation.others) {
        let sum: f64 = part.parts.iter().map(|part| part.value).sum();
        assert!((sum - part.score).abs() < 1e-5, "{part:?}");
    }
    if let Some(text) = &explanation.text {
        let sum: f64 = text.words.iter().map(|word| word.value).sum();
        assert!((sum + text.rest + text.meaning + text.bias - text.score).abs() < 1e-5, "{text:?}");
    }
}

fn is_held(decision: &RoutingDecision) {
    match decision.assignee {
        Assignee::Expert(assignee) => {
            assert!([LEA, MARC, ZOE].map(user).contains(&assignee));
            assert_eq!(decision.explanation.expert.as_ref().map(|part| part.user), Some(assignee));
        }
        Assignee::CommunityManager => assert!(decision.explanation.expert.is_none()),
    }
    assert!((0.0..=1.0).contains(&decision.confidence), "{}", decision.confidence);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_a_holder_and_reasons_that_add_up(text in text()) {
        let desk = Desk::new();
        let decision = desk.ask(&text);
        is_held(&decision);
        adds_up(&decision.explanation);
        decision.explanation.summary();
        detect_language(&text);
        let stored = serde_json::to_string(&decision.explanation).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Explanation>(&stored).expect("read back"), decision.explanation);
    }

    #[test]
    fn probabilities_sum_to_one_and_words_to_the_score(text in text(), lessons in prop::collection::vec((text(), 1_u128..6), 0..6)) {
        let mut model = Desk::new().model;
        for (lesson, topic) in &lessons {
            model.learn(lesson, topic_id(*topic), 1.0);
        }
        let reading = model.read(&text);
        let sum: f64 = reading.probabilities(|_| true).iter().map(|(_, chance)| chance).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9, "{}", sum);
        prop_assert!((0.0..=1.0).contains(&reading.familiar));
        for topic in model.topics() {
            let told = model.explain(&text, *topic).expect("a known topic");
            let score = f64::from(reading.score(*topic).expect("a known topic"));
            prop_assert!((told.score - score).abs() < 1e-3 * (1.0 + score.abs()), "{} is told as {}", score, told.score);
        }
    }

    #[test]
    fn a_correction_is_felt_by_the_same_question(text in "[a-zé]{2,9}( [a-zé]{2,9}){0,12}", topic in 1_u128..4, weight in 0.5_f32..4.0) {
        let mut model = Desk::new().model;
        let chance = |model: &Model| {
            let chances = model.read(&text).probabilities(|_| true);
            chances.iter().find(|(known, _)| *known == topic_id(topic)).expect("a known topic").1
        };
        let before = chance(&model);
        model.learn(&text, topic_id(topic), weight);
        let after = chance(&model);
        prop_assert!(after > 0.5 && after > before - 0.01, "from {} to {}", before, after);
    }

    #[test]
    fn nobody_away_or_full_is_chosen_while_another_fits(
        text in text(),
        experts in prop::collection::vec((presence(), 0_u32..10, prop::option::of(0_u32..9)), 3),
    ) {
        let mut desk = Desk::new();
        for (expert, (presence, open, capacity)) in desk.experts.iter_mut().zip(&experts) {
            (expert.presence, expert.open, expert.capacity) = (*presence, *open, *capacity);
        }
        let decision = desk.ask(&text);
        is_held(&decision);
        adds_up(&decision.explanation);
        if let Assignee::Expert(assignee) = decision.assignee {
            let chosen = desk.experts.iter().find(|expert| expert.user == assignee).expect("one of the three");
            prop_assert!(!chosen.is_full());
            let away = matches!(chosen.presence, Presence::Away { .. });
            prop_assert!(!away);
        }
        for other in &decision.explanation.others {
            prop_assert!(other.why_not.is_some());
        }
    }

    #[test]
    fn a_damaged_model_is_refused(cut in 0_usize..60_000, flip in 0_usize..60_000) {
        let bytes = Desk::new().model.to_bytes();
        let cut = &bytes[..cut.min(bytes.len() - 1)];
        prop_assert!(Model::from_bytes(cut).is_err());
        let mut flipped = bytes.clone();
        let at = flip % flipped.len();
        flipped[at] ^= 0x40;
        prop_assert!(Model::from_bytes(&flipped).is_err());
    }
}

#[test]
fn a_model_survives_storage() {
    let mut model = Desk::new().model;
    model.learn("Je cherche un stage", topic_id(7), 1.0);
    assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
    assert_eq!(Model::from_bytes(b""), Err(ModelError::NotAModel));
    assert_eq!(Model::from_bytes(b"PK\x03\x04 something else"), Err(ModelError::NotAModel));
    let empty = Model::default();
    assert_eq!(Model::from_bytes(&empty.to_bytes()), Ok(empty));
}

#[test]
fn a_model_of_another_version_or_cut_short_is_refused() {
    let bytes = Desk::new().model.to_bytes();
    let mut older = bytes.clone();
    older[4] = 1;
    assert_eq!(Model::from_bytes(&older), Err(ModelError::OtherVersion));
    let mut other_features = bytes.clone();
    other_features[8] ^= 1;
    assert_eq!(Model::from_bytes(&other_features), Err(ModelError::OtherVersion));
    assert_eq!(Model::from_bytes(&bytes[..bytes.len() - 1]), Err(ModelError::Damaged));
    assert_eq!(Model::from_bytes(&bytes[..16]), Err(ModelError::Damaged));
}

#[test]
fn a_desk_of_one_topic_has_no_doubt_and_finds_nothing_strange() {
    let texts: Vec<String> = (0..300).map(|at| format!("question {at} sur mon colis")).collect();
    let example = |text| Example { text, topic: topic_id(1), weight: 1.0 };
    let examples: Vec<_> = texts.iter().map(String::as_str).map(example).collect();
    let model = Model::train(&[], &examples, &Training::default());
    for text in
        ["mon colis", "", "🙂🙃", "Где моя посылка?", &"a".repeat(100_000), &"mon colis ".repeat(10_000)]
    {
        let reading = model.read(text);
        assert_eq!(reading.probabilities(|_| true), [(topic_id(1), 1.0)], "{text:.40}");
        assert!(!reading.is_out_of_scope(), "{text:.40}");
    }
    assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
}

#[test]
fn what_is_unlike_anything_leaves_many_topics_open() {
    let known = ["colis retard", "carte bloquee", "taille pull", "facture erreur", "stage emploi"];
    let texts: Vec<String> = (0..400).map(|at| format!("bonjour {} numero {at}", known[at % 5])).collect();
    let example = |(at, text)| Example { text, topic: topic_id(1 + at as u128 % 5), weight: 1.0 };
    let examples: Vec<_> = texts.iter().map(String::as_str).enumerate().map(example).collect();
    let model = Model::train(&[], &examples, &Training::default());
    let (like, unlike) = (model.read("bonjour mon colis en retard"), model.read("zygomatique wyvern"));
    assert!(!like.is_out_of_scope(), "{}", like.likeness());
    assert!(unlike.is_out_of_scope(), "{}", unlike.likeness());
}

#[test]
fn the_same_examples_and_seed_give_the_same_model() {
    let texts: Vec<String> = (0..60).map(|at| format!("mot{} mot{} question", at % 7, at % 3)).collect();
    let example = |(at, text)| Example { text, topic: topic_id(1 + at as u128 % 3), weight: 1.0 };
    let examples: Vec<_> = texts.iter().map(String::as_str).enumerate().map(example).collect();
    let desk = Desk::new();
    let train = |seed| Model::train(&desk.topics, &examples, &Training { seed, version: 5, encoder: None });
    assert_eq!(train(1), train(1));
    assert_eq!((train(1).info().version, train(1).info().examples), (5, 60));
}

#[test]
fn nothing_is_learned_from_nothing() {
    let mut model = Desk::new().model;
    let before = model.clone();
    model.learn("", topic_id(1), 1.0);
    model.learn("🙂", topic_id(1), 1.0);
    model.learn("mon colis", topic_id(1), f32::NAN);
    model.learn("mon colis", topic_id(1), -1.0);
    assert_eq!(model, before);
}
