//! A row for each node that shows whether the database takes writes.

/// `at` is in seconds of the database's own clock, which tells the rows of nodes that are gone.
const SQL: &str = "
CREATE TABLE probe (
    node text PRIMARY KEY NOT NULL,
    value bigint NOT NULL,
    at bigint NOT NULL
);
";

crate::dialect::step!(SQL);
