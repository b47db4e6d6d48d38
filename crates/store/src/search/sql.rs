//! Statements that are put together, with their values in order.

use sea_orm::{DbBackend, Statement, Value};

/// What a column of such a table holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// An id, given as 32 digits.
    Id,
    /// A line of tokens, as the index takes it.
    Line,
}

/// A statement that grows.
#[derive(Debug, Default)]
pub(super) struct Sql {
    pub(super) text: String,
    values: Vec<Value>,
}

impl Sql {
    /// Begins with fixed text.
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    /// Adds fixed text.
    pub(super) fn say(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a value.
    pub(super) fn value(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.values.len().to_string());
        self
    }

    /// Adds values between parentheses; of none, a list that holds nothing.
    pub(super) fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        self.say("(");
        let mut any = false;
        for value in values {
            if any {
                self.say(", ");
            }
            self.value(value);
            any = true;
        }
        self.say(if any { ")" } else { "NULL)" })
    }

    /// A table of rows that come as one value, a JSON array of arrays: the text stays the same however many there are, so
    /// that one prepared statement serves them all.
    pub(super) fn rows(
        &mut self,
        backend: DbBackend,
        kinds: &[Kind],
        rows: &[serde_json::Value],
    ) -> &mut Self {
        let postgres = backend == DbBackend::Postgres;
        let column = |(at, kind): (usize, &Kind)| match (kind, postgres) {
            (Kind::Text, _) | (Kind::Line, false) => format!("e.value->>{at}"),
            (Kind::Number, true) => format!("CAST(e.value->>{at} AS bigint)"),
            (Kind::Number, false) => format!("CAST(e.value->>{at} AS integer)"),
            (Kind::Id, true) => format!("CAST(e.value->>{at} AS uuid)"),
            (Kind::Id, false) => format!("unhex(e.value->>{at})"),
            (Kind::Line, true) => format!("CAST(e.value->>{at} AS tsvector)"),
        };
        let columns: Vec<String> = kinds.iter().enumerate().map(column).collect();
        self.say("SELECT ").say(&columns.join(", ")).say(" FROM ");
        let values = serde_json::Value::Array(rows.to_vec()).to_string();
        if postgres {
            self.say("jsonb_array_elements(CAST(").value(values).say(" AS jsonb)) AS e(value)");
        } else {
            self.say("json_each(").value(values).say(") AS e");
        }
        // Tells SQLite's parser that an ON that follows belongs to the insert.
        self.say(" WHERE true")
    }

    /// The statement.
    pub(super) fn statement(self, backend: DbBackend) -> Statement {
        Statement::from_sql_and_values(backend, self.text, self.values)
    }
}
