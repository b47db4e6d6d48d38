//! Clients that ask again as soon as they are answered, and what they saw.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use serde::Serialize;

use super::client::Connection;
use crate::Error;

/// Nobody is measured before this has passed.
const WARM_UP: Duration = Duration::from_secs(1);

/// What the clients saw.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Load {
    /// Answers that were as hoped for, of those measured.
    pub(super) accepted: u64,
    /// Other answers.
    pub(super) refused: u64,
    /// Answers that were as hoped for, from the first client's first to the last client's last.
    pub(super) accepted_in_all: u64,
    /// How many a second.
    pub(super) per_second: f64,
    /// Half of them took no longer.
    pub(super) p50_ms: f64,
    /// Ninety-nine in a hundred took no longer.
    pub(super) p99_ms: f64,
    /// None took longer.
    pub(super) max_ms: f64,
}

#[derive(Debug, Default)]
struct Seen {
    latencies: Vec<f64>,
    refused: u64,
    in_all: u64,
}

/// Lets so many clients ask what `request` makes of their number and their count, and expects one status.
pub(super) async fn run(
    address: SocketAddr,
    clients: usize,
    lasts: Duration,
    status: u16,
    request: impl Fn(usize, u64) -> Vec<u8> + Send + Sync + 'static,
) -> Result<Load, Error> {
    let request = Arc::new(request);
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let request = Arc::clone(&request);
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await?;
                let mut seen = Seen::default();
                for count in 0.. {
                    let since = begun.elapsed();
                    if since >= WARM_UP + lasts {
                        break;
                    }
                    let (bytes, asked) = (request(client, count), Instant::now());
                    let good = connection.ask(&bytes).await?.status == status;
                    seen.in_all += u64::from(good);
                    if since >= WARM_UP {
                        seen.refused += u64::from(!good);
                        if good {
                            seen.latencies.push(asked.elapsed().as_secs_f64() * 1000.0);
                        }
                    }
                }
                std::io::Result::Ok(seen)
            })
        })
        .collect();
    let mut all = Seen::default();
    for task in tasks {
        let seen = task.await.map_err(|error| Error::because("a client failed", error))?;
        let seen = seen.map_err(|error| Error::because("a client lost its connection", error))?;
        all.latencies.extend(seen.latencies);
        all.refused += seen.refused;
        all.in_all += seen.in_all;
    }
    Ok(all.load(begun.elapsed().saturating_sub(WARM_UP)))
}

impl Seen {
    #[expect(clippy::cast_precision_loss, reason = "counts of seconds of work")]
    fn load(mut self, lasted: Duration) -> Load {
        self.latencies.sort_by(f64::total_cmp);
        Load {
            accepted: self.latencies.len() as u64,
            refused: self.refused,
            accepted_in_all: self.in_all,
            per_second: self.latencies.len() as f64 / lasted.as_secs_f64(),
            p50_ms: percentile(&self.latencies, 0.50),
            p99_ms: percentile(&self.latencies, 0.99),
            max_ms: self.latencies.last().copied().unwrap_or_default(),
        }
    }
}

/// The smallest value that so large a share of all does not exceed.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rank"
)]
pub(super) fn percentile(sorted: &[f64], share: f64) -> f64 {
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_ranks() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert!((percentile(&hundred, 0.50) - 50.0).abs() < f64::EPSILON);
        assert!((percentile(&hundred, 0.99) - 99.0).abs() < f64::EPSILON);
        assert!((percentile(&[7.0], 0.99) - 7.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 0.5).abs() < f64::EPSILON);
    }
}
