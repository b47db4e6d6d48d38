//! When something is due, and how that stands.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::Settings;
use souffleur_render::sample_now;

/// When something is due, and how that stands.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(clippy::struct_field_names, reason = "`due_at` is the word for it everywhere")]
pub(crate) struct Due {
    /// The hour.
    pub(crate) due_at: Option<Timestamp>,
    /// `ok`, `warn` or `late`; for what is over `met` or `missed`; `paused` while nobody can say.
    pub(crate) state: &'static str,
    /// From when on the chip warns.
    pub(crate) warn_at: Option<Timestamp>,
    /// Which promise it is.
    pub(crate) kind: &'static str,
}

impl Due {
    /// A promise that runs from `since` to `due_at`. The chip warns with the last of the letters that warn.
    pub(crate) fn running(
        kind: &'static str,
        since: Timestamp,
        due_at: Timestamp,
        now: Timestamp,
        settings: &Settings,
    ) -> Self {
        let warn_at = last_warning(since, due_at, settings);
        let state = match warn_at {
            _ if due_at <= now => "late",
            Some(warn_at) if warn_at <= now => "warn",
            _ => "ok",
        };
        Self { due_at: Some(due_at), state, warn_at, kind }
    }

    /// For samples: due so many minutes from now, warning an hour before.
    pub(crate) fn sample(kind: &'static str, minutes: i64) -> Self {
        let after = |minutes: i64| sample_now() + jiff::SignedDuration::from_mins(minutes);
        let state = match minutes {
            ..=0 => "late",
            1..=60 => "warn",
            _ => "ok",
        };
        Self { due_at: Some(after(minutes)), state, warn_at: Some(after(minutes - 60)), kind }
    }
}

fn last_warning(since: Timestamp, due_at: Timestamp, settings: &Settings) -> Option<Timestamp> {
    let share = *settings.default_policy()?.policy.warnings().last()?;
    souffleur_sla::warn_at(&settings.default_calendar()?.calendar, share, since, due_at, &[]).ok()
}
