//! How soon a desk with a past answers, and how much memory it holds at rest.

use std::time::Duration;

use serde::Serialize;

use super::child::Server;
use crate::{Error, config::Config};

/// How often it is started.
const STARTS: usize = 5;
/// How long it rests before its memory is read.
const REST: Duration = Duration::from_secs(3);

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Start {
    /// Milliseconds from the start of the process to the first 200, the median.
    pub(super) first_answer_ms: f64,
    /// The slowest of them.
    pub(super) slowest_ms: f64,
    /// Resident memory at rest, in bytes.
    pub(super) idle_memory_bytes: u64,
}

pub(super) async fn measure(config: &Config) -> Result<Start, Error> {
    let mut times = Vec::new();
    let mut idle_memory_bytes = 0;
    for round in 0..STARTS {
        let server = Server::start(config).await?;
        times.push(server.started_in.as_secs_f64() * 1000.0);
        if round + 1 == STARTS {
            tokio::time::sleep(REST).await;
            idle_memory_bytes = server.memory()?;
        }
        server.kill();
    }
    times.sort_by(f64::total_cmp);
    let slowest_ms = times.last().copied().unwrap_or_default();
    Ok(Start {
        first_answer_ms: times.get(STARTS / 2).copied().unwrap_or_default(),
        slowest_ms,
        idle_memory_bytes,
    })
}
