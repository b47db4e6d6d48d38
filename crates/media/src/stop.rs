//! Cancellation of a rewrite by its caller.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::refusal::Refusal;

/// A caller's wish to stop, looked at between steps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop<'a>(&'a AtomicBool);

impl<'a> Stop<'a> {
    /// Stops once the flag is set.
    pub(crate) const fn when(flag: &'a AtomicBool) -> Self {
        Self(flag)
    }

    /// Fails once the caller asked to stop.
    pub(crate) fn check(self) -> Result<(), Refusal> {
        if self.0.load(Ordering::Relaxed) { Err(Refusal::Stopped) } else { Ok(()) }
    }
}
