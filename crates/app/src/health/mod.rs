//! How the desk is doing, for whoever runs the machine: readiness, figures for monitoring, and the administrators' page.

mod check;
mod machine;
mod mail;
mod readiness;
mod report;

pub use check::{Workload, check, workload};
pub use machine::{Machine, VERSION, machine};
pub use mail::{TransportHealth, transport_errors, transport_health};
pub use readiness::{Readiness, readiness};
pub use report::{Line, Report, State, Unit, report};

pub use crate::monitor::{Count, Counters, Disk, Health, JobHealth, JobRegistry};
