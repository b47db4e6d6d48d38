//! A desk of one's own: a database in a folder that goes away, a clock that moves by hand, randomness that repeats.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use souffleur_app::{App, AppConfig, AttachmentConfig, Clock, DeliveryConfig, Entropy, SigningKey};
use souffleur_core::{
    Actor,
    id::{TopicId, UserId},
    permission::Role,
    text::{Email, Key, Name, Remark},
    topic::Topic,
    user::{Expertise, User},
};
use souffleur_question::intake::{Ask, AskCustomer, Asked, ask};
use souffleur_render::{Engine, Sources};
use souffleur_routing::Encoder;
use souffleur_store::{Database, Store};
use tempfile::TempDir;

/// A Monday, half past ten in Paris.
pub(crate) const MONDAY: &str = "2026-11-23T09:30:00Z";

pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) manager: Actor,
    pub(crate) supervisor: Actor,
    pub(crate) lea: Actor,
    pub(crate) max: Actor,
    pub(crate) parcels: TopicId,
    pub(crate) sizes: TopicId,
    folder: TempDir,
}

pub(crate) struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub(crate) fn set(&self, at: &str) {
        *self.0.lock().unwrap() = at.parse().unwrap();
    }

    pub(crate) fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now += by;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn sleep_until(&self, _: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.now().as_millisecond()).unwrap_or(0))
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }
}

/// A counter, mixed so that it looks drawn.
struct Dice(Mutex<u64>);

impl Entropy for Dice {
    fn fill(&self, buffer: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in buffer {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = state.to_be_bytes()[0];
        }
    }
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&Database::Sqlite(folder.path().join("desk.sqlite3"))).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(HandClock(Mutex::new(MONDAY.parse().unwrap())));
        let app = open(store, &clock, 1, None).await;
        let people = people(&app).await;
        let [manager, supervisor, lea, max] = people.actors;
        let (parcels, sizes) = (people.parcels, people.sizes);
        Self { app, clock, manager, supervisor, lea, max, parcels, sizes, folder }
    }

    /// The desk after a restart, on the same database.
    pub(crate) async fn restarted(&self) -> App {
        let database = Database::Sqlite(self.folder.path().join("desk.sqlite3"));
        open(Store::open(&database).await.unwrap(), &self.clock, 2, None).await
    }

    /// The desk after a restart with a sentence model, or without one.
    pub(crate) async fn reading_with(&self, encoder: Option<Arc<dyn Encoder>>) -> App {
        let database = Database::Sqlite(self.folder.path().join("desk.sqlite3"));
        open(Store::open(&database).await.unwrap(), &self.clock, 3, encoder).await
    }

    pub(crate) async fn ask(&self, body: &str) -> Asked {
        ask(&self.app, Actor::Customer, question(body)).await.unwrap()
    }
}

pub(crate) fn question(body: &str) -> Ask {
    let customer = AskCustomer {
        name: "Marie Dupont".to_owned(),
        email: Some("marie@example.test".to_owned()),
        handle: None,
    };
    Ask { body: body.to_owned(), customer, ..Ask::default() }
}

async fn open(store: Store, clock: &Arc<HandClock>, seed: u64, encoder: Option<Arc<dyn Encoder>>) -> App {
    let engine = Engine::new(&Sources::embedded().unwrap(), |_| None).unwrap();
    let config = AppConfig {
        public_url: "https://desk.example".to_owned(),
        mail_address: Email::parse("bonjour@desk.example").unwrap(),
        signing_key: SigningKey::new([7; 32]),
        // No story here sends a file.
        attachments: AttachmentConfig::new("attachments"),
        encoder,
        delivery: DeliveryConfig::default(),
    };
    let clock: Arc<HandClock> = Arc::clone(clock);
    App::open(store, clock, Arc::new(Dice(Mutex::new(seed))), Arc::new(engine), config).await.unwrap()
}

struct People {
    actors: [Actor; 4],
    parcels: TopicId,
    sizes: TopicId,
}

async fn people(app: &App) -> People {
    let now = app.now();
    let topic = |key: &str, name: &str, description: &str| Topic {
        id: app.id(now),
        key: Key::parse(key).unwrap(),
        name: Name::parse(name).unwrap(),
        description: Some(Remark::parse(description).unwrap()),
    };
    let parcels = topic("parcels", "Livraison", "colis, suivi, livreur, transporteur, retard de livraison");
    let sizes = topic("sizes", "Tailles", "taille, coupe, pointure, mesures, trop grand, trop petit");
    let user = |name: &str, email: &str, role: Role, topics: Vec<TopicId>| User {
        id: app.id(now),
        email: Email::parse(email).unwrap(),
        name: Name::parse(name).unwrap(),
        role,
        language: None,
        voice: None,
        active: true,
        expertise: Expertise { topics, capacity: Some(8), ..Expertise::default() },
    };
    let users = [
        user("Camille Roche", "camille@desk.example", Role::CommunityManager, Vec::new()),
        user("Sacha Petit", "sacha@desk.example", Role::Supervisor, Vec::new()),
        user("Léa Bernard", "lea.bernard@desk.example", Role::Expert, vec![parcels.id]),
        user("Max Roy", "max.roy@desk.example", Role::Expert, vec![sizes.id]),
    ];
    let mut tx = app.store().begin().await.unwrap();
    tx.insert_topic(&parcels, 1).await.unwrap();
    tx.insert_topic(&sizes, 2).await.unwrap();
    for user in &users {
        tx.insert_user(user, None, now).await.unwrap();
    }
    tx.bump_settings().await.unwrap();
    tx.commit().await.unwrap();
    app.reload_settings().await.unwrap();
    souffleur_app::training::retrain(app).await.unwrap();
    let actors = users.map(|user| Actor::Staff { id: user.id, role: user.role });
    People { actors, parcels: parcels.id, sizes: sizes.id }
}

pub(crate) fn user(actor: Actor) -> UserId {
    actor.user().unwrap()
}
