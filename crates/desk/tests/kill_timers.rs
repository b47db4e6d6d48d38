//! Every timer has its effect once: the program is killed without warning fifty times while timers fire, and started
//! again. Afterwards each timer has left exactly one line in the history.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use jiff::SignedDuration;
use souffleur_app::{App, AppConfig, Clock as _, SystemClock, SystemEntropy};
use souffleur_core::{Actor, event::EventKind, id::TargetId, text::Email};
use souffleur_question::intake::{Ask, AskCustomer, ask};
use souffleur_render::{Engine, Sources};
use souffleur_sla::TargetKind;
use souffleur_store::{Database, Store, Target, Timer, TimerKind};

const ROUNDS: u64 = 50;
const QUESTIONS: usize = 20;
/// Timers that come due in each round: more than fire before most of the kills.
const EACH_ROUND: u64 = 400;
const PATIENCE: Duration = Duration::from_mins(1);
const SEED: u64 = 0x5006_ff1e;

/// The `SplitMix64` generator: the same kills in every run, as far as the machine allows.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit.max(1)
    }
}

/// The program over a data folder; killed when dropped.
struct Desk(Child);

impl Desk {
    fn start(data: &Path) -> Self {
        let _ = fs::remove_file(ready(data));
        let child = Command::new(env!("CARGO_BIN_EXE_souffleur"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .arg("--ready-file")
            .arg(ready(data))
            .current_dir(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        Self(child)
    }

    /// How long it takes until it listens.
    fn until_ready(&mut self, data: &Path) -> Duration {
        let began = Instant::now();
        while !ready(data).exists() {
            assert!(self.0.try_wait().expect("its state is known").is_none(), "the program ended by itself");
            assert!(began.elapsed() < PATIENCE, "the program does not listen");
            thread::park_timeout(Duration::from_millis(2));
        }
        began.elapsed()
    }
}

impl Drop for Desk {
    /// `kill -9`: no handler runs, no buffer is written.
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ready(data: &Path) -> PathBuf {
    data.join("ready.json")
}

/// The desk from inside, between two starts of the program.
async fn inside(data: &Path) -> App {
    let store = Store::open(&Database::parse(None, data).expect("a database")).await.expect("it opens");
    store.migrate().await.expect("it has a schema");
    let engine = Engine::new(&Sources::embedded().expect("templates"), |_| None).expect("they are sound");
    let config = AppConfig {
        public_url: "http://localhost".to_owned(),
        mail_address: Email::parse("desk@localhost.localdomain").expect("an address"),
        signing_key: key(data),
        attachments: souffleur_app::AttachmentConfig::new(data.join("attachments")),
        encoder: None,
        delivery: souffleur_app::DeliveryConfig::default(),
    };
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    App::open(store, clock, entropy, Arc::new(engine), config).await.expect("it opens")
}

/// The key of the desk, as the program has it.
fn key(data: &Path) -> souffleur_app::SigningKey {
    let file = fs::read(data.join("signing.key")).unwrap_or_else(|_| {
        fs::write(data.join("signing.key"), [7; 32]).expect("a key");
        vec![7; 32]
    });
    souffleur_app::SigningKey::new(file.try_into().expect("a key"))
}

/// Questions whose promises run for a day longer than any test.
async fn promises(app: &App) -> Vec<Target> {
    let mut promises = Vec::new();
    for number in 0..QUESTIONS {
        let question = Ask {
            body: format!("Question {number}"),
            customer: AskCustomer { name: "Zoé".to_owned(), email: None, handle: None },
            ..Ask::default()
        };
        let asked = ask(app, Actor::Customer, question).await.expect("it is taken in");
        let mut tx = app.store().begin().await.expect("a transaction");
        for mut target in tx.targets_of(asked.id).await.expect("its promises") {
            tx.cancel_timers(target.id).await.expect("its timers go");
            target.due_at = Some(app.now() + SignedDuration::from_hours(24));
            tx.save_target(&target).await.expect("it runs on");
            if target.kind == TargetKind::FirstReply {
                promises.push(target);
            }
        }
        tx.commit().await.expect("it is kept");
    }
    promises
}

/// A round's timers, due a moment ago. The share tells each from all others, and so its effect.
async fn overdue(app: &App, promises: &[Target], round: u64) {
    let timer = |index: u64| {
        let number = round * EACH_ROUND + index;
        let target = &promises[usize::try_from(number).expect("small") % promises.len()];
        Timer::on(
            target,
            app.id(app.now()),
            app.now() - SignedDuration::from_secs(1),
            TimerKind::Warn { share: share(number) },
        )
    };
    let timers: Vec<Timer> = (0..EACH_ROUND).map(timer).collect();
    let mut tx = app.store().begin().await.expect("a transaction");
    tx.insert_timers(&timers).await.expect("they are stored");
    tx.commit().await.expect("they are kept");
}

#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn share(number: u64) -> f64 {
    number as f64 / 1_000_000.0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_timer_that_was_killed_in_the_middle_has_its_effect_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let promises = promises(&inside(data).await).await;
    let takes = Desk::start(data).until_ready(data);

    let (mut dice, mut midway) = (Dice(SEED), 0);
    for round in 0..ROUNDS {
        let app = inside(data).await;
        overdue(&app, &promises, round).await;
        drop(app);
        let desk = Desk::start(data);
        // From before it listens until well after it has begun to fire.
        let span = u64::try_from(takes.as_millis()).expect("short");
        thread::park_timeout(Duration::from_millis(span / 2 + dice.below(span + 60)));
        drop(desk);
        let next = inside(data).await.store().read().next_timer_due().await.expect("the next timer");
        midway += u64::from(next.is_some_and(|next| next <= SystemClock.now()));
    }
    assert!(midway > 0, "no kill came before all had fired");

    let mut desk = Desk::start(data);
    desk.until_ready(data);
    let app = inside(data).await;
    let began = Instant::now();
    while app
        .store()
        .read()
        .next_timer_due()
        .await
        .expect("the next timer")
        .is_some_and(|next| next <= app.now())
    {
        assert!(began.elapsed() < PATIENCE, "they do not fire");
        thread::park_timeout(Duration::from_millis(20));
    }
    drop(desk);

    let mut effects: HashMap<(TargetId, u64), u32> = HashMap::new();
    for promise in &promises {
        for event in app.store().read().events_of(promise.question).await.expect("its history") {
            if let EventKind::TargetWarned { target, share, .. } = event.what {
                *effects.entry((target, share.to_bits())).or_default() += 1;
            }
        }
    }
    for number in 0..ROUNDS * EACH_ROUND {
        let target = promises[usize::try_from(number).expect("small") % promises.len()].id;
        let count = effects.remove(&(target, share(number).to_bits()));
        assert_eq!(count, Some(1), "effects of timer {number}");
    }
    assert!(effects.is_empty(), "an effect without a timer");
}
