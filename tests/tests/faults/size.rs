//! How long a run is: short beside all other tests, long where somebody measures.

/// `short`, or `long` where `TEST_LONG` is set.
pub(crate) fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("TEST_LONG").is_some() { long } else { short }
}
