//! A desk of its own for each test beside the code: a database in a folder, a clock moved by hand, known randomness,
//! and letters that are kept instead of sent.

use std::{
    collections::VecDeque,
    future::Future,
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use souffleur_admin::settings::{DeskFile, apply};
use souffleur_app::{App, AppConfig, AttachmentConfig, Clock, DeliveryConfig, Entropy, SigningKey};
use souffleur_channels::email::{Letter, MailTransport, SendError, Sending};
use souffleur_core::{Actor, id::UserId, permission::Role, text::Email};
use souffleur_render::{Engine, Sources};
use souffleur_store::{Database, Store};
use tempfile::TempDir;
use tokio::sync::Notify;

/// A Monday in November, five to eleven in Paris.
pub(crate) const START: Timestamp = Timestamp::constant(1_763_978_100, 0);

/// The desk of the example file, with everybody in it.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) clock: Arc<TestClock>,
    _folder: TempDir,
}

impl Desk {
    /// An empty desk, as a first start leaves it.
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::Sqlite(folder.path().join("desk.db"))).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(TestClock::default());
        let config = AppConfig {
            public_url: "https://desk.test/".to_owned(),
            mail_address: Email::parse("bonjour@desk.test").unwrap(),
            signing_key: SigningKey::new([7; 32]),
            attachments: AttachmentConfig::new(folder.path().join("attachments")),
            encoder: None,
            delivery: DeliveryConfig::default(),
        };
        let entropy = Arc::new(TestEntropy::default());
        let app =
            App::open(store, Arc::clone(&clock) as _, entropy, Arc::new(engine()), config).await.unwrap();
        Self { app, clock, _folder: folder }
    }

    /// The desk of [`FILE`].
    pub(crate) async fn set_up() -> Self {
        let desk = Self::empty().await;
        apply(&desk.app, Actor::Desk, DeskFile::parse(FILE).unwrap()).await.unwrap();
        desk
    }

    /// Somebody's id, by the part of their address before the `@`.
    pub(crate) fn id(&self, local: &str) -> UserId {
        let settings = self.app.settings();
        let user = settings.users.iter().find(|user| user.email.starts_with(&format!("{local}@")));
        user.unwrap_or_else(|| panic!("no {local}")).id
    }

    /// Somebody as an actor.
    pub(crate) fn actor(&self, local: &str) -> Actor {
        let id = self.id(local);
        let role = self.app.settings().user(id).unwrap().role;
        Actor::Staff { id, role }
    }

    /// Any administrator.
    pub(crate) fn administrator(&self) -> Actor {
        Actor::Staff { id: self.id("admin"), role: Role::Administrator }
    }
}

/// The templates and messages of letters alone.
pub(crate) fn engine() -> Engine {
    let mut sources = Sources::embedded().unwrap();
    let ours = |name: &str| name.starts_with("email/") || name == "base_letter.html";
    sources.templates.retain(|(name, _)| ours(name));
    sources.messages.retain(|(_, path, _)| {
        Path::new(path)
            .file_stem()
            .is_some_and(|stem| ["letter", "metric", "report"].iter().any(|ours| stem == *ours))
    });
    Engine::new(&sources, |_| None).unwrap()
}

/// A clock that moves when it is told to.
#[derive(Debug)]
pub(crate) struct TestClock {
    now: Mutex<Timestamp>,
    moved: Notify,
}

impl Default for TestClock {
    fn default() -> Self {
        Self { now: Mutex::new(START), moved: Notify::new() }
    }
}

impl TestClock {
    /// Lets time pass.
    pub(crate) fn pass(&self, time: SignedDuration) {
        *self.now.lock().unwrap() += time;
        self.moved.notify_waiters();
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            loop {
                let moved = self.moved.notified();
                if self.now() >= at {
                    return;
                }
                moved.await;
            }
        })
    }

    fn elapsed(&self) -> Duration {
        self.now().duration_since(START).unsigned_abs()
    }

    fn sleep(&self, length: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.sleep_until(self.now() + length)
    }
}

/// Numbers that nobody draws twice, the same in every run.
#[derive(Debug, Default)]
struct TestEntropy(Mutex<u64>);

impl Entropy for TestEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for byte in buffer {
            // SplitMix64.
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z >> 56) as u8;
        }
    }
}

/// A post office that keeps letters, and fails as often as it is told to.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) letters: Mutex<Vec<Letter>>,
    pub(crate) failures: Mutex<VecDeque<SendError>>,
}

impl MailTransport for Kept {
    fn describe(&self) -> String {
        "a shelf".to_owned()
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(async move {
            if let Some(failure) = self.failures.lock().unwrap().pop_front() {
                return Err(failure);
            }
            self.letters.lock().unwrap().push(letter.clone());
            Ok("250 kept".to_owned())
        })
    }
}

/// A small desk with somebody in every role.
pub(crate) const FILE: &str = r#"
[desk]
name = "Atelier Sophie"
languages = ["fr", "en"]

[[voice]]
key = "sophie"
name = "Sophie"
signature = "Sophie, votre community manager"

[[calendar]]
key = "paris"
time_zone = "Europe/Paris"
week = { mon = [["09:00", "18:00"]], tue = [["09:00", "18:00"]], wed = [["09:00", "18:00"]], thu = [["09:00", "18:00"]], fri = [["09:00", "18:00"]] }
exceptions = { "2025-12-25" = [], "2025-12-24" = [["09:00", "13:00"]] }

[[sla_policy]]
key = "house-promise"
calendar = "paris"
default = true
first_reply = { kind = "cutoff", rules = [
  { before = "12:00", due = "17:00", working_days = 0 },
  { before = "24:00", due = "12:00", working_days = 1 },
] }
next_reply = { kind = "working_time", minutes = 240 }
draft = { share_of_first_reply = 0.6 }
warn_at = [0.5, 0.8]

[[topic]]
key = "sizes"
name = "Tailles et coupes"
description = "taille, coupe, guide des tailles, retouche"

[[topic]]
key = "delivery"
name = "Livraison"
description = "colis, délai, transporteur, suivi, retard"

[[user]]
email = "admin@example.test"
name = "Alice Admin"
role = "administrator"

[[user]]
email = "cm@example.test"
name = "Camille Moreau"
role = "community_manager"
voice = "sophie"

[[user]]
email = "lea@example.test"
name = "Léa Bernard"
role = "expert"
topics = ["sizes"]
capacity = 12
calendar = "paris"

[[user]]
email = "karim@example.test"
name = "Karim Haddad"
role = "expert"
topics = ["delivery", "sizes"]
capacity = 8
absent = [{ from = "2025-12-28", until = "2026-01-02" }]

[[user]]
email = "sup@example.test"
name = "Nadia Petit"
role = "supervisor"

[[rule]]
when = { channel = "email", subject_contains = "presse" }
assign_to = "karim@example.test"

[[rule]]
when = { body_contains = "quelle taille" }
assign_to = "lea@example.test"
"#;
