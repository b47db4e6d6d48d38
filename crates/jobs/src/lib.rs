#![doc = include_str!("../README.md")]

mod backoff;
pub mod deliver_outbox;
pub mod fire_timers;
pub mod index;
mod job;
pub mod keep_ledger;
pub mod learn;
mod notice;
pub mod place;
pub mod recount;
mod runner;
mod running;
pub mod send_replies;
pub mod tidy;

use std::sync::Arc;

use souffleur_channels::email::MailTransport;

pub use job::{Exclusion, Job, Next, WakeReason};
pub use runner::Runner;
pub use running::Running;

/// The jobs of a desk, a line each; letters leave by a transport.
pub fn all(post: Arc<dyn MailTransport>) -> Vec<Arc<dyn Job>> {
    vec![
        Arc::new(fire_timers::FireTimers),
        Arc::new(deliver_outbox::DeliverOutbox::new(post)),
        Arc::new(send_replies::SendReplies),
        Arc::new(recount::RecountDueTimes::default()),
        Arc::new(keep_ledger::KeepLedger),
        Arc::new(place::Place),
        Arc::new(learn::Learn::default()),
        Arc::new(index::Index::default()),
        Arc::new(tidy::Tidy),
    ]
}
