//! What caused an error, for the log and for operators.

/// An error with everything that caused it, on one line.
pub struct Chain<'e>(pub &'e (dyn std::error::Error + 'static));

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let sources = Sources(self.0).to_string();
        if sources.is_empty() { Ok(()) } else { write!(f, ": {sources}") }
    }
}

/// What caused an error, without its own message: the nearest cause first, on one line. Logged beside every error as
/// `error.sources`, for the message of an outer error says only what could not be done.
pub struct Sources<'e>(pub &'e (dyn std::error::Error + 'static));

impl std::fmt::Display for Sources<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let causes = std::iter::successors(self.0.source(), |error| error.source());
        for (nth, cause) in causes.enumerate() {
            write!(f, "{}{cause}", if nth == 0 { "" } else { ": " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    #[test]
    fn causes_stand_on_one_line_nearest_first() {
        #[derive(Debug, thiserror::Error)]
        #[error("the database took no rows")]
        struct Rows(#[source] std::io::Error);

        let full = Rows(std::io::Error::other("no space left"));
        let error = Error::internal(full);
        let sources = Sources(&error).to_string();
        assert_eq!(sources, "the database took no rows: no space left");
        assert_eq!(Chain(&error).to_string(), format!("{error}: {sources}"));
        assert_eq!(Sources(&Error::NotFound).to_string(), "");
    }
}
