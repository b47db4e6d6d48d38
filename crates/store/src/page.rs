//! Paging by where the last page ended, so that rows that come and go meanwhile shift nothing.

use std::{fmt, str::FromStr};

use uuid::Uuid;

/// Some rows of many, and where to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page starts, if there is one.
    pub next: Option<Cursor>,
}

/// A place between two rows: the sort key and the id of the row before it. Opaque to whoever holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) key: i64,
    pub(crate) id: Uuid,
}

impl<T> Page<T> {
    /// Cuts a page out of rows of which one more than wanted was asked for.
    pub(crate) fn cut<R>(
        mut rows: Vec<R>,
        limit: u32,
        place: impl Fn(&R) -> (i64, Uuid),
        value: impl FnMut(R) -> Result<T, crate::Error>,
    ) -> Result<Self, crate::Error> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = if more { rows.last().map(place) } else { None };
        let next = last.map(|(key, id)| Cursor { key, id });
        Ok(Self { items: rows.into_iter().map(value).collect::<Result<_, _>>()?, next })
    }
}

impl Cursor {
    /// A place in a list that is put in order anew for every page, counted from its beginning.
    pub fn at(place: usize) -> Self {
        Self { key: i64::try_from(place).unwrap_or(i64::MAX), id: Uuid::nil() }
    }

    /// The place that [`Self::at`] was given; none for the cursor of another list.
    pub fn place(self) -> Option<usize> {
        usize::try_from(self.key).ok().filter(|_| self.id.is_nil())
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{}", self.key, self.id.simple())
    }
}

/// The text is not a cursor of this desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct InvalidCursor;

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let (key, id) = text.split_at_checked(16).ok_or(InvalidCursor)?;
        if id.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InvalidCursor);
        }
        let key = u64::from_str_radix(key, 16).map_err(|_| InvalidCursor)?;
        let id = Uuid::try_parse(id).map_err(|_| InvalidCursor)?;
        Ok(Self { key: key.cast_signed(), id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for key in [0, 1, -1, i64::MAX, i64::MIN] {
            let cursor = Cursor { key, id: Uuid::from_u128(7) };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for bad in ["", "x", "é", "0000000000000001", "000000000000000g00000000000000000000000000000007"] {
            assert_eq!(bad.parse::<Cursor>(), Err(InvalidCursor), "{bad}");
        }
    }
}
