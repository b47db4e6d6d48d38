//! Numbers as the reader's language writes them.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::argument::{NONE, digits, present};
use crate::scene::Scene;
use crate::words;

/// `{{ 12345.6 | number(digits=1) }}` → `12 345,6`.
pub(super) fn number(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    write(value, digits(&kwargs)?, words::number)
}

/// `{{ 0.834 | percent }}` → `83 %`.
pub(super) fn percent(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    write(value, digits(&kwargs)?, words::percent)
}

fn write(
    value: &Value,
    digits: usize,
    write: fn(crate::Language, f64, usize) -> String,
) -> TeraResult<String> {
    let Some(value) = present(value)? else { return Ok(NONE.to_owned()) };
    let number = value.as_f64().ok_or_else(|| Error::message(format!("`{value}` is not a number")))?;
    Scene::with_current(|scene| Ok(write(scene.language(), number, digits)))
}
