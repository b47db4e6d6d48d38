//! Arguments and absent values of filters.

use tera::{Error, Kwargs, TeraResult, Value};

/// What is written where a value is absent.
pub(super) const NONE: &str = "–";

/// The value, unless it is `none`; what was never given is a mistake in the template.
pub(super) fn present(value: &Value) -> TeraResult<Option<&Value>> {
    if value.is_undefined() {
        return Err(Error::message("the filter was given an undefined value"));
    }
    Ok((!value.is_none()).then_some(value))
}

/// The `digits` argument of a number.
pub(super) fn digits(kwargs: &Kwargs) -> TeraResult<usize> {
    Ok(kwargs.get::<usize>("digits")?.unwrap_or(0).min(9))
}
