//! Readiness, asked again and again while something fails: it has to be true at every moment, within the time that a probe is
//! repeated for, and the desk has to be ready again by itself soon after the cause has ended.

use std::{
    ops::Range,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use reqwest::Method;
use serde_json::Value;
use souffleur_tests::harness::{Caller, Server, eventually};
use tokio::task::JoinHandle;

/// The setting by which a desk tells what keeps it from work.
pub(crate) const TOKEN: (&str, &str) = ("ops.token", "the-monitoring-may-read");
/// How soon after the cause has ended the desk serves again by itself, and says so.
pub(crate) const BACK: Duration = Duration::from_secs(5);
/// How long an answer may be older than what it tells of: a probe's result is repeated for 2 s, and a probe takes up to 2 s;
/// the rest is for a machine that is busy with other tests.
const LAG: Duration = Duration::from_secs(5);
/// The most an answer takes, whatever the database does.
const ANSWERED: Duration = Duration::from_secs(3);
/// Between two questions.
const BETWEEN: Duration = Duration::from_millis(100);

/// Somebody who asks for readiness until dropped, and remembers every answer.
pub(crate) struct Watch {
    answers: Arc<Mutex<Vec<Answer>>>,
    asking: JoinHandle<()>,
}

#[derive(Debug, Clone)]
struct Answer {
    asked: Instant,
    took: Duration,
    is_ready: bool,
    details: Value,
}

impl Watch {
    /// Watches a desk that was started with [`TOKEN`].
    pub(crate) fn on(desk: &Server) -> Self {
        let (caller, answers) = (desk.caller(), Arc::<Mutex<Vec<Answer>>>::default());
        let heard = Arc::clone(&answers);
        let asking = tokio::spawn(async move {
            loop {
                // A desk that is killed says nothing.
                if let Some(answer) = ask(&caller).await {
                    heard.lock().unwrap().push(answer);
                }
                tokio::time::sleep(BETWEEN).await;
            }
        });
        Self { answers, asking }
    }

    /// Waits until the desk says that it can't work, and returns what it says.
    pub(crate) async fn says_no(&self, since: Instant) -> Value {
        self.answered("readiness says no", since, false).await.details
    }

    /// Waits until the desk says that it can work, which is soon after the cause has ended.
    pub(crate) async fn says_yes(&self, ended: Instant) {
        let answer = self.answered("readiness says yes", ended, true).await;
        let took = answer.asked.duration_since(ended);
        assert!(took < BACK, "ready after {took:?}");
    }

    async fn answered(&self, what: &str, since: Instant, is_ready: bool) -> Answer {
        let wanted = |answer: &&Answer| answer.asked >= since && answer.is_ready == is_ready;
        eventually(what, async || self.answers.lock().unwrap().iter().find(wanted).cloned()).await
    }

    /// Asserts that every answer was true: no during each fault, yes before, between and after them.
    pub(crate) fn was_true(&self, faults: &[Range<Instant>]) {
        let answers = self.answers.lock().unwrap();
        assert!(!answers.is_empty(), "nobody was asked");
        for answer in answers.iter() {
            let Answer { asked, took, is_ready, details } = answer;
            assert!(*took < ANSWERED, "an answer took {took:?}");
            let fails = faults.iter().any(|fault| fault.start + LAG < *asked && *asked + *took < fault.end);
            let may_fail =
                faults.iter().any(|fault| fault.start < *asked + *took && *asked < fault.end + BACK);
            assert!(!(fails && *is_ready), "ready while nothing could be kept: {details}");
            assert!(*is_ready || may_fail, "not ready although nothing failed: {details}");
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.asking.abort();
    }
}

async fn ask(caller: &Caller) -> Option<Answer> {
    let asked = Instant::now();
    let request = caller.request(Method::GET, "/readyz").bearer_auth(TOKEN.1);
    let answer = request.send().await.ok()?;
    let is_ready = answer.status() == 200;
    let details = answer.json().await.ok()?;
    Some(Answer { asked, took: asked.elapsed(), is_ready, details })
}
