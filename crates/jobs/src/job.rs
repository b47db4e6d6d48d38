//! What a background job is.

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use souffleur_app::{App, Error};
use souffleur_store::Notice;

use super::running::Running;

/// A background job: one pass at a time, each of which says when the next one is to come.
pub trait Job: Send + Sync {
    /// Its name in logs, metrics and on the health page.
    fn name(&self) -> &'static str;

    /// How the nodes of a desk keep out of each other's way.
    fn exclusion(&self) -> Exclusion;

    /// Whether its work leaves the desk. It then waits until a desk that was restored from a copy is released.
    fn is_outward(&self) -> bool {
        false
    }

    /// Makes one pass. After a failure the runner backs off and repeats it for the same reason.
    fn pass<'a>(&'a self, running: &'a Running, reason: WakeReason) -> BoxFuture<'a, Result<Next, Error>>;

    /// Whether a notice makes it look early.
    fn listens_to(&self, _app: &App, _notice: &Notice) -> bool {
        false
    }

    /// Ends when something else than a notice makes it look early.
    fn woken<'a>(&'a self, _app: &'a App) -> BoxFuture<'a, ()> {
        Box::pin(std::future::pending())
    }

    /// How long it gathers what happens before it looks, once it was made to.
    fn coalescing(&self) -> Duration {
        Duration::ZERO
    }
}

/// How the nodes of a desk keep out of each other's way when they run the same job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exclusion {
    /// Nodes share the work: each row is leased, or locked, in the transaction that claims it.
    ClaimedRows,
    /// Nodes try the same: of two only one commits, by the version of what both change.
    Version,
    /// A node works for itself, and two at once do no harm.
    PerNode,
}

/// What made a job look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WakeReason {
    /// It began, or began again after a panic.
    Start,
    /// A notice that it listens to came, or some were missed and it might have.
    Notice,
    /// Its time came.
    Due,
}

/// When a job looks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// At once: there is more to do.
    Now,
    /// After a pause, whatever happens meanwhile.
    After(Duration),
    /// When it is made to; at an instant, if there is one, and at the latest after a while.
    Listen {
        /// When something is due.
        at: Option<Timestamp>,
        /// In case a notice was missed.
        within: Duration,
    },
}

impl Next {
    /// When a notice comes, at the latest after a while.
    pub const fn listen(within: Duration) -> Self {
        Self::Listen { at: None, within }
    }
}
