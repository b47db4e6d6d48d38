//! The file descriptors that the process may have open: connections must leave enough of them for the database and files.

use rustix::process::{Resource, getrlimit};

/// Descriptors for everything that is no connection.
const RESERVED: usize = 256;
/// Connections that are accepted however few descriptors there are.
const LEAST: usize = 64;

/// The connections that may be open: as many as wanted, if the descriptors last.
pub(crate) fn connections(wanted: usize) -> usize {
    let most = getrlimit(Resource::Nofile).current.map_or(usize::MAX, |limit| {
        usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(RESERVED).max(LEAST)
    });
    if most < wanted {
        tracing::warn!(
            wanted,
            connections = most,
            "fewer connections than limits.connections are accepted: raise the limit of open files (LimitNOFILE, ulimit -n)"
        );
    }
    wanted.min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_process_may_have_bounds_the_connections() {
        assert_eq!(connections(10), 10);
        let limit = getrlimit(Resource::Nofile).current.and_then(|limit| usize::try_from(limit).ok());
        assert!(limit.is_none_or(|limit| connections(usize::MAX) <= limit.max(LEAST)));
    }
}
