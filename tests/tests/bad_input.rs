//! Bad input at every door: a clear refusal that keeps what was typed, nothing half-written, never a fault of ours.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "bad_input/address.rs"]
mod address;
#[path = "bad_input/body.rs"]
mod body;
#[path = "bad_input/field.rs"]
mod field;
#[path = "bad_input/form.rs"]
mod form;
#[path = "bad_input/hostile.rs"]
mod hostile;
#[path = "bad_input/limit.rs"]
mod limit;
#[path = "bad_input/place.rs"]
mod place;
#[path = "bad_input/race.rs"]
mod race;
#[path = "bad_input/stale.rs"]
mod stale;
#[path = "bad_input/token.rs"]
mod token;
#[path = "bad_input/twice.rs"]
mod twice;
