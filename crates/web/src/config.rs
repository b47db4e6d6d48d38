//! What the program's configuration tells the web.

use std::time::Duration;

/// What the program's configuration tells the web.
#[derive(Debug, Clone)]
pub struct WebConfig {
    /// Where people reach the desk; cookies are `Secure` and HSTS is sent when it is https.
    pub public_url: String,
    /// Whether a proxy of ours stands in front, so that the last entry of `X-Forwarded-For` is the visitor.
    pub behind_proxy: bool,
    /// How often strangers may knock.
    pub limits: LimitsConfig,
    /// What may be held at the same time, and how long a step may take.
    pub caps: Caps,
    /// Who may read figures.
    pub ops: OpsConfig,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            behind_proxy: false,
            limits: LimitsConfig::default(),
            caps: Caps::default(),
            ops: OpsConfig::default(),
        }
    }
}

impl WebConfig {
    /// Whether people reach the desk over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// So many at once, and so many a minute after that.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    /// How many at once.
    pub burst: u32,
    /// How many a minute in the long run.
    pub per_minute: u32,
}

/// How often strangers may knock.
#[derive(Debug, Clone, Copy)]
pub struct LimitsConfig {
    /// Sign-ins with one e-mail address from one network address.
    pub sign_in: Allowance,
    /// Sign-ins from one network address, whatever the e-mail address.
    pub sign_in_address: Allowance,
    /// Sign-ins with one e-mail address, from wherever.
    pub sign_in_account: Allowance,
    /// Questions and follow-ups of visitors from one network address.
    pub ask: Allowance,
    /// Questions of a program with a token.
    pub program: Allowance,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            sign_in: Allowance { burst: 5, per_minute: 5 },
            sign_in_address: Allowance { burst: 30, per_minute: 30 },
            sign_in_account: Allowance { burst: 20, per_minute: 10 },
            ask: Allowance { burst: 10, per_minute: 10 },
            // One program speaks for a whole channel; this only stops one that runs wild.
            program: Allowance { burst: 20_000, per_minute: 300_000 },
        }
    }
}

/// What one may hold at the same time, and how long a step may take.
#[derive(Debug, Clone, Copy)]
pub struct Caps {
    /// Open connections in total.
    pub connections: usize,
    /// Open connections of one address; not counted behind a proxy.
    pub connections_per_address: usize,
    /// How long a new connection may take over the head of its first request.
    pub head: Duration,
    /// How long a body may bring nothing.
    pub body_idle: Duration,
    /// How long an answer may wait for its reader to take more of it.
    pub answer_idle: Duration,
    /// Forms with files that are received at the same time, in total.
    pub uploads: usize,
    /// Those of one address.
    pub uploads_per_address: usize,
    /// Those of one person or program.
    pub uploads_per_person: usize,
    /// Live streams of one address.
    pub streams_per_address: usize,
    /// Live streams of one person.
    pub streams_per_person: usize,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            connections: 2_000,
            connections_per_address: 250,
            head: Duration::from_secs(15),
            body_idle: Duration::from_secs(15),
            answer_idle: Duration::from_secs(30),
            uploads: 32,
            uploads_per_address: 8,
            uploads_per_person: 6,
            streams_per_address: 400,
            streams_per_person: 40,
        }
    }
}

/// What the configuration says about operations.
#[derive(Debug, Clone, Default)]
pub struct OpsConfig {
    /// The bearer token that opens the figures, if there is one.
    pub token: Option<String>,
    /// Whether operations have a listener of their own.
    pub own_listener: bool,
}
