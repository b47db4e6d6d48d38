//! A desk with a sentence model: it reads what words alone don't say, is learned with in the background, and never has a
//! model that another one taught. The sentence model here is made up; that of the program is tested there.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use souffleur_admin::model;
use souffleur_app::training;
use souffleur_jobs::learn;
use souffleur_question::{
    question::{self, Assign, AssignTo},
    routing,
};
use souffleur_routing::{Encoder, EncoderId};

use crate::desk::{Desk, user};

/// Knows that a package is a parcel and that a fit is a size, in a language nobody here writes.
#[derive(Debug)]
struct Polyglot {
    name: &'static str,
    read: AtomicUsize,
}

impl Polyglot {
    fn new(name: &'static str) -> Arc<Self> {
        Arc::new(Self { name, read: AtomicUsize::new(0) })
    }
}

impl Encoder for Polyglot {
    fn id(&self) -> EncoderId {
        EncoderId::of(&[self.name.as_bytes()], 3)
    }

    fn encode(&self, text: &str) -> Option<Vec<f32>> {
        self.read.fetch_add(1, Ordering::Relaxed);
        let has = |words: &[&str]| words.iter().any(|word| text.to_lowercase().contains(word));
        let (parcel, size) =
            (has(&["colis", "livr", "paket"]), has(&["taille", "coupe", "pointure", "weite"]));
        let number = |is: bool| if is { 1.0 } else { 0.0 };
        Some(vec![number(parcel), number(size), number(!parcel && !size)])
    }
}

const FOREIGN: &str = "Guten Tag, wo bleibt denn mein Paket?";

#[tokio::test]
async fn what_no_word_says_the_meaning_says() {
    let desk = Desk::new().await;
    let plain = routing::explain(&desk.app, FOREIGN).await.unwrap();
    assert!(plain.expert.is_none(), "{plain:?}");
    let encoder = Polyglot::new("one");
    let app = desk.reading_with(Some(Arc::clone(&encoder) as _)).await;
    assert!(app.router().model().encoder().is_none(), "the old model serves until there is a new one");
    let mut topics = app.settings().topics.clone();
    assert!(learn::pass(&app, &mut topics).await.unwrap(), "which there is soon");
    assert_eq!(app.router().model().encoder(), Some(encoder.id()));
    assert!(!learn::pass(&app, &mut topics).await.unwrap(), "and once is enough");

    let told = routing::explain(&app, FOREIGN).await.unwrap();
    let text = told.text.clone().unwrap();
    assert!(text.meaning > 0.0 && text.topic == desk.parcels, "{told:?}");
    let sum: f64 = text.words.iter().map(|word| word.value).sum();
    assert!((sum + text.rest + text.meaning + text.bias - text.score).abs() < 1e-5, "{text:?}");
}

#[tokio::test]
async fn each_text_is_read_once() {
    let desk = Desk::new().await;
    let encoder = Polyglot::new("one");
    let app = desk.reading_with(Some(Arc::clone(&encoder) as _)).await;
    training::retrain(&app).await.unwrap();
    let before = encoder.read.load(Ordering::Relaxed);
    let asked = souffleur_question::intake::ask(
        &app,
        souffleur_core::Actor::Customer,
        crate::desk::question("Le frobulateur de mon colis"),
    )
    .await
    .unwrap();
    let to = Assign { to: AssignTo::Expert(user(desk.max)), reason: None, version: None };
    question::assign(&app, desk.manager, asked.id, to).await.unwrap();
    training::retrain(&app).await.unwrap();
    assert_eq!(encoder.read.load(Ordering::Relaxed), before + 1);
}

#[tokio::test]
async fn what_another_sentence_model_taught_is_refused_and_the_one_before_serves() {
    let desk = Desk::new().await;
    let admin = souffleur_core::Actor::Staff {
        id: user(desk.manager),
        role: souffleur_core::permission::Role::Administrator,
    };
    let plain = model::versions(&desk.app, admin).await.unwrap()[0].version;
    let app = desk.reading_with(Some(Polyglot::new("one"))).await;
    training::retrain(&app).await.unwrap();
    let taught = app.router().model().info().version;
    assert_ne!(taught, plain.unsigned_abs());
    drop(app);

    for other in [None, Some(Polyglot::new("two") as Arc<dyn Encoder>)] {
        let app = desk.reading_with(other).await;
        assert_eq!(app.router().model().info().version, plain.unsigned_abs());
        let refused = model::roll_back(&app, admin, taught.cast_signed(), false).await;
        assert!(refused.is_err_and(|error| error.to_string().contains("another sentence model")));
    }
}
