//! What routing one question costs, with as many topics as a large desk has. Run with `cargo bench -p souffleur-routing`.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use souffleur_core::{
    channel::Channel,
    id::{TopicId, UserId},
    presence::Presence,
    text::{Key, Name},
    topic::Topic,
};
use souffleur_routing::{
    Example, ExpertFacts, Model, QuestionFacts, RoutingFacts, Thresholds, Training, route,
};
use uuid::Uuid;

const SAMPLE: &str = include_str!("../tests/data/banking77_sample.csv");
const TOPICS: usize = 77;
const EXPERTS: usize = 12;
const QUESTION: &str = "I am still waiting on my card, it was due last week. Can you tell me where it is?";

fn topic(at: usize) -> TopicId {
    TopicId::new(Uuid::from_u128(at as u128))
}

/// Real questions dealt out to topics: as many words and n-grams as a real desk, whatever they mean.
fn questions() -> Vec<String> {
    let mut reader = csv::Reader::from_reader(SAMPLE.as_bytes());
    reader.deserialize::<[String; 4]>().map(|row| row.expect("four columns")[1].clone()).collect()
}

fn train(questions: &[String]) -> Model {
    let example = |(at, text)| Example { text, topic: topic(at % TOPICS), weight: 1.0 };
    let examples: Vec<_> = questions.iter().map(String::as_str).enumerate().map(example).collect();
    Model::train(&[], &examples, &Training::default())
}

fn expert(at: usize) -> ExpertFacts {
    ExpertFacts {
        user: UserId::new(Uuid::from_u128(1_000 + at as u128)),
        topics: (0..TOPICS).filter(|topic| topic % EXPERTS == at).map(topic).collect(),
        deputy: None,
        capacity: Some(20),
        open: 5,
        presence: Presence::Here,
        last_answered_at: None,
        pressure: 4.0,
        records: vec![],
        answered_customer: vec![],
    }
}

fn named(at: usize) -> Topic {
    let key = Key::parse(&format!("topic-{at}")).expect("a key");
    let name = Name::parse(&format!("Topic {at}")).expect("a name");
    Topic { id: topic(at), key, name, description: None }
}

fn routing(criterion: &mut Criterion) {
    let questions = questions();
    let model = train(&questions);
    let (topics, experts): (Vec<_>, Vec<_>) =
        ((0..TOPICS).map(named).collect(), (0..EXPERTS).map(expert).collect());
    let question = QuestionFacts {
        id: None,
        channel: &Channel::Web,
        subject: None,
        body: QUESTION,
        meaning: None,
        tags: &[],
        language: None,
        asked_at: Timestamp::UNIX_EPOCH,
        draft_due_at: None,
    };
    let facts = RoutingFacts {
        question,
        rules: &[],
        topics: &topics,
        experts: &experts,
        settings: Thresholds::default(),
    };
    criterion.bench_function("predict one of 77 topics", |bench| {
        bench.iter(|| model.read(black_box(QUESTION)).probabilities(|_| true));
    });
    criterion.bench_function("route and explain", |bench| bench.iter(|| route(black_box(&facts), &model)));
    criterion.bench_function("learn one correction", |bench| {
        let fresh = || model.clone();
        bench.iter_batched(
            fresh,
            |mut model| {
                model.learn(QUESTION, topic(3), 1.0);
                model
            },
            BatchSize::LargeInput,
        );
    });
    criterion.bench_function("train on 300 questions", |bench| bench.iter(|| train(&questions)));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = routing
}
criterion_main!(benches);
