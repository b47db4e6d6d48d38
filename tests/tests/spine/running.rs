//! One pass of a job: a failure is recorded and waited for, a stop ends the wait.

use jiff::SignedDuration;
use souffleur_app::Error;
use souffleur_jobs::Running;
use tokio::sync::watch;

use crate::testing::Desk;

#[tokio::test]
async fn a_pass_that_fails_is_recorded_with_its_cause_and_waited_for() {
    let desk = Desk::empty().await;
    let (_keep, stop) = watch::channel(false);
    let job = Running::new(&desk.app, "tidy", stop);
    let full = || async { Err::<(), _>(Error::internal(std::io::Error::other("no space left"))) };
    let failing = job.attempt(full());
    tokio::pin!(failing);
    let early = std::future::poll_fn(|task| std::task::Poll::Ready(failing.as_mut().poll(task))).await;
    assert!(early.is_pending(), "it waits before it is tried again");
    let health = desk.app.jobs().all()[0].1.clone();
    assert_eq!((health.consecutive_failures, health.last_success), (1, None));
    assert!(health.last_error.is_some_and(|error| error.ends_with(": no space left")));
    desk.clock.pass(SignedDuration::from_millis(500));
    assert_eq!(failing.await, None);
    assert_eq!(job.attempt(async { Ok(7) }).await, Some(7));
    let health = desk.app.jobs().all()[0].1.clone();
    assert_eq!((health.consecutive_failures, health.last_success), (0, Some(desk.app.now())));
}

#[tokio::test]
async fn a_stop_ends_the_wait_after_a_failure() {
    let desk = Desk::empty().await;
    let (tell, stop) = watch::channel(false);
    let job = Running::new(&desk.app, "tidy", stop);
    tell.send(true).unwrap();
    assert_eq!(job.attempt(async { Err::<(), _>(Error::NotFound) }).await, None);
    assert!(job.is_stopping());
}
