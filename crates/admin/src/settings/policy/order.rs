//! The order in which policies are tried: each must leave something to those after it.

use souffleur_app::error::{Error, Problem, Problems};
use souffleur_core::text::Key;
use souffleur_store::StoredPolicy;

/// Why no question gets a policy: the key of the one that takes them all before, or its own where it has no conditions
/// and is not the default.
pub fn unreachable(stored: &StoredPolicy, all: &[StoredPolicy]) -> Option<String> {
    if stored.is_default {
        return None;
    }
    let when = stored.policy.when();
    if when.is_empty() {
        return Some(stored.key.to_string());
    }
    shadowed_by(stored, all).map(|before| before.key.to_string())
}

/// Refuses an order in which a policy with conditions is never reached; `field` names the field of a policy's
/// conditions. One without conditions waits to become the default, and is no mistake.
pub(crate) fn check(all: &[StoredPolicy], field: impl Fn(&Key) -> String) -> Result<(), Error> {
    let mut problems = Problems::default();
    for stored in all.iter().filter(|stored| !stored.is_default && !stored.policy.when().is_empty()) {
        if let Some(before) = shadowed_by(stored, all) {
            problems.note(&field(&stored.key), Problem::Shadowed { before: before.key.to_string() });
        }
    }
    problems.check()
}

fn shadowed_by<'a>(stored: &StoredPolicy, all: &'a [StoredPolicy]) -> Option<&'a StoredPolicy> {
    let place = |policy: &StoredPolicy| (policy.position, policy.key.clone());
    all.iter().find(|other| {
        let earlier = !other.is_default && place(other) < place(stored);
        let special = !other.policy.when().is_empty();
        earlier && special && same_clock(other, stored) && other.policy.when().cover(stored.policy.when())
    })
}

/// Times of asking are on the wall of each policy's own calendar: they can be compared only within one.
fn same_clock(one: &StoredPolicy, other: &StoredPolicy) -> bool {
    one.calendar == other.calendar || !one.policy.when().is_timed()
}
