//! The engine against a store in memory and a clock that moves when told; no test waits for time.

mod fakes;

use std::future::{Future, pending, ready};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Engine, TimerSettings, Wake};
use fakes::{Clock, Store, minute, until};

struct Desk {
    store: Store,
    clock: Clock,
    wake: Wake,
    engine: Arc<Engine<Store, Clock>>,
}

impl Desk {
    /// A desk at minute 0, with timers due at these minutes.
    fn with_timers(minutes: &[i64]) -> Self {
        let (store, clock, wake) = (Store::default(), Clock::default(), Wake::default());
        for &due in minutes {
            store.add(minute(due));
        }
        let settings = TimerSettings { batch: 2, ..TimerSettings::default() };
        let engine = Arc::new(Engine::with_settings(store.clone(), clock.clone(), settings));
        Self { store, clock, wake, engine }
    }

    fn start(&self, shutdown: impl Future<Output = ()> + Send + 'static) -> tokio::task::JoinHandle<()> {
        let (engine, wake) = (self.engine.clone(), self.wake.clone());
        tokio::spawn(async move { engine.run(&wake, shutdown).await })
    }

    /// Until the engine sleeps; returns until when.
    async fn asleep(&self) -> Timestamp {
        until(|| self.clock.alarm()).await
    }

    /// Moves the clock and waits until the engine sleeps again.
    async fn advance_to(&self, at: Timestamp) -> Timestamp {
        self.clock.set(at);
        self.asleep().await
    }
}

#[tokio::test]
async fn catches_up_in_order_after_a_downtime() {
    let desk = Desk::with_timers(&[9, 1, 5, 3, 7]);
    desk.clock.set(minute(8));
    let running = desk.start(pending());
    desk.asleep().await;
    assert_eq!(desk.store.fired(), [1, 3, 5, 7].map(minute));
    assert!(desk.store.largest_batch() <= 2);
    running.abort();
}

#[tokio::test]
async fn sleeps_exactly_until_the_next_timer_but_never_long() {
    let desk = Desk::with_timers(&[2]);
    let running = desk.start(pending());
    assert_eq!(desk.asleep().await, minute(0) + SignedDuration::from_secs(30));
    desk.advance_to(minute(0) + SignedDuration::from_secs(30)).await;
    desk.advance_to(minute(1)).await;
    assert_eq!(desk.advance_to(minute(1) + SignedDuration::from_secs(45)).await, minute(2));
    assert_eq!(desk.store.fired(), []);
    desk.advance_to(minute(2)).await;
    assert_eq!(desk.store.fired(), [minute(2)]);
    running.abort();
}

#[tokio::test]
async fn a_wake_up_makes_an_earlier_timer_known() {
    let desk = Desk::with_timers(&[]);
    let running = desk.start(pending());
    desk.asleep().await;
    let soon = minute(0) + SignedDuration::from_secs(5);
    desk.store.add(soon);
    desk.clock.forget_alarm();
    desk.wake.timer(soon);
    assert_eq!(desk.asleep().await, soon);
    desk.advance_to(soon).await;
    assert_eq!(desk.store.fired(), [soon]);
    running.abort();
}

#[tokio::test]
async fn a_later_timer_disturbs_nobody() {
    let desk = Desk::with_timers(&[]);
    let running = desk.start(pending());
    let check = desk.asleep().await;
    let looks = desk.store.looks();
    desk.store.add(minute(5));
    desk.wake.timer(minute(5));
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(desk.store.looks(), looks, "it sleeps on");
    desk.advance_to(check).await;
    assert!(desk.store.looks() > looks);
    running.abort();
}

#[tokio::test]
async fn a_clock_that_jumps_on_makes_no_timer_late_for_long() {
    let desk = Desk::with_timers(&[60, 90, 300]);
    let running = desk.start(pending());
    desk.asleep().await;
    // The machine was suspended: the clock is hours further, and the sleep ends when it sees that.
    desk.advance_to(minute(200)).await;
    assert_eq!(desk.store.fired(), [60, 90].map(minute), "in order, and not the one that is not due");
    assert_eq!(desk.engine.lag().get(), SignedDuration::ZERO);
    running.abort();
}

#[tokio::test]
async fn a_clock_that_is_set_back_fires_nothing_twice_and_nothing_early() {
    let desk = Desk::with_timers(&[10, 20]);
    desk.clock.set(minute(12));
    let running = desk.start(pending());
    desk.asleep().await;
    assert_eq!(desk.store.fired(), [minute(10)]);
    desk.clock.set(minute(5));
    desk.wake.now();
    for at in [11, 19] {
        desk.advance_to(minute(at)).await;
        assert_eq!(desk.store.fired(), [minute(10)], "at minute {at}");
        assert_eq!(desk.engine.lag().get(), SignedDuration::ZERO);
    }
    desk.advance_to(minute(20)).await;
    assert_eq!(desk.store.fired(), [10, 20].map(minute));
    running.abort();
}

#[tokio::test]
async fn a_timer_stored_without_a_wake_up_is_found_at_the_next_check() {
    let desk = Desk::with_timers(&[]);
    let running = desk.start(pending());
    let check = desk.asleep().await;
    desk.store.add(minute(0) + SignedDuration::from_secs(5));
    desk.advance_to(check).await;
    assert_eq!(desk.store.fired().len(), 1);
    assert_eq!(desk.engine.lag().get(), SignedDuration::ZERO);
    running.abort();
}

#[tokio::test]
async fn two_engines_fire_each_timer_once() {
    let desk = Desk::with_timers(&[1, 2, 3, 4, 5, 6, 7]);
    desk.clock.set(minute(10));
    let other = Engine::new(desk.store.clone(), desk.clock.clone());
    let (one, two) = tokio::join!(desk.engine.run_due(), other.run_due());
    assert_eq!(one.unwrap() + two.unwrap(), 7);
    assert_eq!(desk.store.fired(), [1, 2, 3, 4, 5, 6, 7].map(minute));
}

#[tokio::test]
async fn what_another_node_has_claimed_is_waited_for_not_spun_on() {
    let desk = Desk::with_timers(&[1]);
    desk.clock.set(minute(1));
    desk.store.claim_elsewhere(true);
    let running = desk.start(pending());
    assert_eq!(desk.asleep().await, minute(1) + SignedDuration::from_millis(250));
    desk.store.claim_elsewhere(false);
    desk.advance_to(minute(1) + SignedDuration::from_millis(250)).await;
    assert_eq!(desk.store.fired(), [minute(1)]);
    running.abort();
}

#[tokio::test]
async fn errors_are_retried_ever_more_slowly() {
    let desk = Desk::with_timers(&[1]);
    desk.clock.set(minute(1));
    desk.store.fail(3);
    let running = desk.start(pending());
    let mut pauses = Vec::new();
    for _ in 0..3 {
        let now = desk.clock.time();
        let retry = desk.asleep().await;
        pauses.push(retry.duration_since(now).as_millis());
        desk.wake.now();
        desk.clock.set(retry);
    }
    desk.asleep().await;
    assert_eq!(pauses, [500, 1_000, 2_000]);
    assert_eq!(desk.store.fired(), [minute(1)]);
    running.abort();
}

#[tokio::test]
async fn shows_how_late_the_oldest_timer_was() {
    let desk = Desk::with_timers(&[1, 4]);
    desk.clock.set(minute(3));
    desk.store.claim_elsewhere(true);
    let running = desk.start(pending());
    desk.asleep().await;
    assert_eq!(desk.engine.lag().get(), SignedDuration::from_mins(2));
    desk.store.claim_elsewhere(false);
    desk.advance_to(minute(3) + SignedDuration::from_secs(1)).await;
    assert_eq!(desk.engine.lag().get(), SignedDuration::ZERO);
    running.abort();
}

#[tokio::test]
async fn stops_when_told_after_the_batch_it_began() {
    let desk = Desk::with_timers(&[1, 2, 3]);
    desk.clock.set(minute(5));
    desk.start(ready(())).await.unwrap();
    assert_eq!(desk.store.fired(), [1, 2].map(minute));
}
