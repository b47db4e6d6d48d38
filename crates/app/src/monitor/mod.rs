//! What a node knows of itself: counts, its jobs, the probe of its database and its disk.

mod counters;
mod disk;
mod jobs;
mod probe;

pub use counters::{Count, Counters};
pub use disk::Disk;
pub use jobs::{JobHealth, JobRegistry};
pub use probe::{Health, Probed, Prober};
