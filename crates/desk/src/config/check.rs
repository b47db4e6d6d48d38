//! What a value must be beyond its type, checked before the first socket opens.

use std::fmt::Display;

use souffleur_core::text::Email;
use souffleur_store::Database;
use tracing_subscriber::EnvFilter;

use super::{Config, ConfigError, Limits, Ops, Wrong};

/// The least characters of a token that nobody guesses.
const TOKEN: usize = 16;

pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let mut wrongs = Wrongs::default();
    public_url(config, &mut wrongs);
    wrongs.range("shutdown_seconds", config.shutdown_seconds, 1, 300);
    wrongs.range("shutdown_grace_seconds", config.shutdown_grace_seconds, 0, 60);
    ops(config, &mut wrongs);
    wrongs.range("attachments.most_megabytes", config.attachments.most_megabytes.into(), 1, 100);
    wrongs.range("attachments.most_files", config.attachments.most_files.into(), 1, 20);
    limits(&config.limits, &mut wrongs);
    database_url(config, &mut wrongs);
    database(config, &mut wrongs);
    mail(config, &mut wrongs);
    if let Err(error) = EnvFilter::try_new(&config.log.level) {
        wrongs.add("log.level", error, "Use error, warn, info, debug or trace.");
    }
    if config.data.as_os_str().is_empty() {
        wrongs.add("data", "must name a folder", "Leave it out for ./data.");
    }
    if wrongs.0.is_empty() { Ok(()) } else { Err(ConfigError::Wrong(wrongs.0)) }
}

fn limits(limits: &Limits, wrongs: &mut Wrongs) {
    let mut range = |name: &str, value: u64, least, most| {
        wrongs.range(&format!("limits.{name}"), value, least, most);
    };
    range("sign_in_per_minute", limits.sign_in_per_minute.into(), 1, 10_000);
    range("ask_per_minute", limits.ask_per_minute.into(), 1, 1_000_000);
    range("program_per_minute", limits.program_per_minute.into(), 1, 100_000_000);
    range("connections", limits.connections.into(), 16, 1_000_000);
    range("connections_per_address", limits.connections_per_address.into(), 4, 1_000_000);
    range("head_seconds", limits.head_seconds, 1, 300);
    range("body_idle_seconds", limits.body_idle_seconds, 1, 300);
    range("answer_idle_seconds", limits.answer_idle_seconds, 1, 3600);
    range("uploads", limits.uploads.into(), 1, 10_000);
    range("uploads_per_address", limits.uploads_per_address.into(), 1, 10_000);
    range("uploads_per_person", limits.uploads_per_person.into(), 1, 10_000);
    range("streams_per_address", limits.streams_per_address.into(), 1, 1_000_000);
    range("streams_per_person", limits.streams_per_person.into(), 1, 1_000_000);
}

fn public_url(config: &Config, wrongs: &mut Wrongs) {
    let url = config.public_url.as_str();
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |host: &str| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    };
    if !url.is_empty() && !host.is_some_and(plain) {
        let advice = "Write it like https://questions.example.com, without a path or a final slash.";
        wrongs.add("public_url", "must be an http or https address without a path", advice);
    }
}

fn ops(config: &Config, wrongs: &mut Wrongs) {
    let Ops { token, listen } = &config.ops;
    if !token.is_empty() && (token.len() < TOKEN || !token.bytes().all(|byte| byte.is_ascii_graphic())) {
        let problem = format!("must be at least {TOKEN} printable characters without spaces");
        wrongs.add("ops.token", problem, "Draw one, for instance with `openssl rand -hex 32`.");
    }
    if !listen.is_empty() && config.ops.address().is_none() {
        wrongs.add("ops.listen", "must be an address and a port", "Write it like 127.0.0.1:9090.");
    }
}

fn database_url(config: &Config, wrongs: &mut Wrongs) {
    if let Err(error) = Database::parse(config.database_url(), &config.data) {
        let advice =
            "Write it like postgres://user:password@host:5432/database, or leave it out for the SQLite file.";
        wrongs.add("database_url", error, advice);
    }
}

fn database(config: &Config, wrongs: &mut Wrongs) {
    let database = &config.database;
    wrongs.range("database.connections", database.connections.into(), 2, 500);
    wrongs.range("database.reserved", database.reserved.into(), 2, 100);
    wrongs.range("database.lock_timeout_seconds", database.lock_timeout_seconds, 1, 600);
    wrongs.range("database.statement_timeout_seconds", database.statement_timeout_seconds, 1, 3_600);
    let idle = database.idle_transaction_timeout_seconds;
    wrongs.range("database.idle_transaction_timeout_seconds", idle, 1, 600);
    wrongs.range("database.keepalive_seconds", database.keepalive_seconds, 1, 3_600);
}

fn mail(config: &Config, wrongs: &mut Wrongs) {
    let mail = &config.mail;
    wrongs.range("mail.step_seconds", mail.step_seconds, 1, 600);
    wrongs.range("mail.letter_seconds", mail.letter_seconds, 1, 600);
    wrongs.range("mail.retry_seconds", mail.retry_seconds, 1, 3600);
    if mail.smtp_url.is_empty() {
        return;
    }
    if !["smtp://", "smtps://"].iter().any(|scheme| mail.smtp_url.starts_with(scheme)) {
        let advice = "Write it like smtps://user:password@mail.example.com:465.";
        wrongs.add("mail.smtp_url", "must start with smtp:// or smtps://", advice);
    }
    if let Err(error) = Email::parse(&mail.from) {
        wrongs.add("mail.from", error, "Name the address that letters come from; mail.smtp_url needs it.");
    }
}

#[derive(Default)]
struct Wrongs(Vec<Wrong>);

impl Wrongs {
    fn add(&mut self, path: &str, problem: impl Display, advice: &str) {
        let what = format!("{path} can't be taken: {problem}");
        self.0.push(Wrong { what, place: "the configuration".to_owned(), advice: advice.to_owned() });
    }

    fn range(&mut self, path: &str, value: u64, least: u64, most: u64) {
        if !(least..=most).contains(&value) {
            self.add(
                path,
                format!("must be between {least} and {most}, not {value}"),
                "Choose a value in that range.",
            );
        }
    }
}
