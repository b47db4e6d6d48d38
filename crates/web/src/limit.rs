//! How often strangers may knock: sign-in by address and e-mail, asking by address, programs by their token.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use governor::clock::{Clock as GovernorClock, Reference as _};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use souffleur_app::Clock;
use souffleur_core::id::{TokenId, UserId};

use crate::config::{Allowance, LimitsConfig};
use crate::error::Failure;

/// The desk's monotonic clock, as the limiter asks it. The wall clock would lock everybody out for as long as it is set
/// back.
#[derive(Clone)]
struct DeskClock(Arc<dyn Clock>);

impl GovernorClock for DeskClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Counts of one limit: a flood of new keys takes this many and no more, a few megabytes. Two keys share a count by chance
/// alone, since nobody knows how they are hashed.
const BUCKETS: u64 = 1 << 17;

type Buckets = RateLimiter<u64, DashMapStateStore<u64>, DeskClock, NoOpMiddleware<Duration>>;

/// One limit, for every key its own count.
struct Limit<K> {
    limiter: Buckets,
    hasher: RandomState,
    clock: DeskClock,
    checks: AtomicU32,
    refused: AtomicU64,
    keys: PhantomData<fn(K)>,
}

impl<K: Hash> Limit<K> {
    fn new(allowance: Allowance, clock: &DeskClock) -> Self {
        let at_least_one = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota =
            Quota::per_minute(at_least_one(allowance.per_minute)).allow_burst(at_least_one(allowance.burst));
        let limiter = RateLimiter::dashmap_with_clock(quota, clock.clone());
        Self {
            limiter,
            hasher: RandomState::new(),
            clock: clock.clone(),
            checks: AtomicU32::new(0),
            refused: AtomicU64::new(0),
            keys: PhantomData,
        }
    }

    fn check(&self, key: &K) -> Result<(), Failure> {
        // Keys that are at rest again need no memory: a flood that is over leaves none behind.
        if self.checks.fetch_add(1, Ordering::Relaxed) % 1024 == 1023 {
            self.limiter.retain_recent();
        }
        let refused = |until: governor::NotUntil<Duration>| {
            self.refused.fetch_add(1, Ordering::Relaxed);
            let wait: Nanos = until.earliest_possible().duration_since(self.clock.now());
            Failure::too_many(wait.into())
        };
        self.limiter.check_key(&(self.hasher.hash_one(key) % BUCKETS)).map(drop).map_err(refused)
    }
}

/// All limits.
pub struct Limits {
    sign_in: Limit<(IpAddr, String)>,
    sign_in_address: Limit<IpAddr>,
    sign_in_account: Limit<String>,
    ask: Limit<IpAddr>,
    program: Limit<TokenId>,
    password: Limit<UserId>,
}

impl Limits {
    /// Limits that ask the desk's clock.
    pub fn new(config: &LimitsConfig, clock: &Arc<dyn Clock>) -> Self {
        let clock = DeskClock(Arc::clone(clock));
        Self {
            sign_in: Limit::new(config.sign_in, &clock),
            sign_in_address: Limit::new(config.sign_in_address, &clock),
            sign_in_account: Limit::new(config.sign_in_account, &clock),
            ask: Limit::new(config.ask, &clock),
            program: Limit::new(config.program, &clock),
            password: Limit::new(config.sign_in, &clock),
        }
    }

    /// How many requests each limit has refused since the start, by its name.
    pub fn refused(&self) -> [(&'static str, u64); 6] {
        let of = |refused: &AtomicU64| refused.load(Ordering::Relaxed);
        [
            ("sign_in", of(&self.sign_in.refused)),
            ("sign_in_address", of(&self.sign_in_address.refused)),
            ("sign_in_account", of(&self.sign_in_account.refused)),
            ("ask", of(&self.ask.refused)),
            ("program", of(&self.program.refused)),
            ("password", of(&self.password.refused)),
        ]
    }

    /// Somebody tries to sign in.
    pub fn sign_in(&self, from: IpAddr, email: &str) -> Result<(), Failure> {
        let from = network(from);
        self.sign_in_address.check(&from)?;
        // What is too long to be an address counts as one.
        let email: String = email.trim().to_lowercase().chars().take(254).collect();
        self.sign_in.check(&(from, email.clone()))?;
        // Many networks that try one account together are slowed down as well; a link of an invitation has no account.
        if email.is_empty() { Ok(()) } else { self.sign_in_account.check(&email) }
    }

    /// Somebody who is signed in proves that they know their password.
    pub fn password(&self, user: UserId) -> Result<(), Failure> {
        self.password.check(&user)
    }

    /// A visitor asks or writes again.
    pub fn ask(&self, from: IpAddr) -> Result<(), Failure> {
        self.ask.check(&network(from))
    }

    /// A program asks.
    pub fn program(&self, token: TokenId) -> Result<(), Failure> {
        self.program.check(&token)
    }
}

/// One visitor has a whole IPv6 network to choose addresses from, so the network is what counts.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        IpAddr::V4(v4) => IpAddr::V4(v4),
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::Mutex;

    use jiff::Timestamp;

    use super::*;

    struct Hand(Mutex<Duration>);

    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
        fn sleep_until(&self, _: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
            Box::pin(std::future::ready(()))
        }
        fn elapsed(&self) -> Duration {
            *self.0.lock().unwrap()
        }
        fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
            Box::pin(std::future::ready(()))
        }
    }

    fn limits() -> (Arc<Hand>, Limits) {
        let hand = Arc::new(Hand(Mutex::default()));
        let clock: Arc<dyn Clock> = hand.clone();
        (hand, Limits::new(&LimitsConfig::default(), &clock))
    }

    #[test]
    fn who_knocks_too_often_waits_by_the_desks_clock() {
        let (hand, limits) = limits();
        let from = "192.0.2.1".parse().unwrap();
        let tries = |n: usize| (0..n).filter(|_| limits.sign_in(from, "Lea@example.test").is_ok()).count();
        assert_eq!(tries(7), 5);
        assert!(limits.sign_in(from, "other@example.test").is_ok());
        assert!(limits.sign_in("192.0.2.2".parse().unwrap(), "lea@example.test").is_ok());
        *hand.0.lock().unwrap() += Duration::from_secs(12);
        assert_eq!(tries(2), 1);
    }

    #[test]
    fn a_flood_of_addresses_takes_a_bounded_number_of_counts() {
        let (_, limits) = limits();
        for number in 0..300_000_u32 {
            let _ = limits.ask(IpAddr::V4(number.into()));
        }
        assert!(limits.ask.limiter.len() <= usize::try_from(BUCKETS).unwrap());
    }

    #[test]
    fn a_network_is_one_visitor() {
        let (_, limits) = limits();
        let addresses = (0..20).map(|n| format!("2001:db8::{n:x}").parse().unwrap());
        assert_eq!(addresses.filter(|address| limits.ask(*address).is_ok()).count(), 10);
        assert!(limits.ask("2001:db8:0:1::".parse().unwrap()).is_ok());
    }
}
