//! What a step costs: the most memory above what was there before, and its time. One step at a time.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test takes what it needs")]

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use peak_alloc::PeakAlloc;

/// What cleaning any file of ten megabytes may take, above the file.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// How long it may take.
pub const MOST_SECONDS: f64 = 1.0;

static TURN: Mutex<()> = Mutex::new(());

pub struct Cost<T> {
    pub value: T,
    pub bytes: usize,
    pub seconds: f64,
}

/// A test's turn: what others allocate at the same time would be counted.
pub fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn weigh<T>(step: impl FnOnce() -> T) -> Cost<T> {
    let before = PeakAlloc.current_usage();
    PeakAlloc.reset_peak_usage();
    let (start, worked) = (Instant::now(), work());
    let value = step();
    let seconds = match (worked, work()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    };
    Cost { value, bytes: PeakAlloc.peak_usage().saturating_sub(before), seconds }
}

/// The seconds that this thread has worked, where the machine tells: it is shared with other tests.
fn work() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = told.split(' ').next()?.parse().ok()?;
    Some(std::time::Duration::from_nanos(nanoseconds).as_secs_f64())
}
