//! The file descriptors that the process may have open: connections must leave enough of them for the database and files.

use std::fs;

/// Descriptors for everything that is no connection.
const RESERVED: usize = 256;
/// Connections that are accepted however few descriptors there are.
const LEAST: usize = 64;

/// The connections that may be open: as many as wanted, if the descriptors last.
pub(crate) fn connections(wanted: usize) -> usize {
    let limit = fs::read_to_string("/proc/self/limits").ok().and_then(|limits| soft_limit(&limits));
    let most = limit.map_or(usize::MAX, |limit| limit.saturating_sub(RESERVED).max(LEAST));
    if most < wanted {
        tracing::warn!(
            wanted,
            connections = most,
            "fewer connections than limits.connections are accepted: raise the limit of open files (LimitNOFILE, ulimit -n)"
        );
    }
    wanted.min(most)
}

/// The soft limit of open files, where there is one.
fn soft_limit(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soft_limit_is_read() {
        let limits = "Limit                     Soft Limit           Hard Limit           Units     \n\
            Max processes             1                    2                    processes \n\
            Max open files            1024                 524288               files     \n";
        assert_eq!(soft_limit(limits), Some(1024));
        assert_eq!(
            soft_limit("Max open files            unlimited            unlimited            files"),
            None
        );
        assert_eq!(soft_limit(""), None);
        assert_eq!(connections(10), 10);
    }
}
