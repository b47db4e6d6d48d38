//! JSON in text columns: the same bytes in both databases.

use serde::{Serialize, de::DeserializeOwned};

use crate::error::{Error, Sound as _};

/// What a row keeps of a value.
pub(crate) fn text(value: &impl Serialize, what: &'static str) -> Result<String, Error> {
    serde_json::to_string(value).sound(what, &"to be written")
}

/// The value that a row keeps.
pub(crate) fn value<T: DeserializeOwned>(
    text: &str,
    what: &'static str,
    id: &dyn std::fmt::Display,
) -> Result<T, Error> {
    serde_json::from_str(text).sound(what, id)
}
