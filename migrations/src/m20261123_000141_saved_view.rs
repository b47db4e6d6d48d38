//! Lists of questions that people keep.

crate::dialect::step! {"
CREATE TABLE saved_view (
    id     uuid NOT NULL PRIMARY KEY,
    owner  uuid NOT NULL REFERENCES users (id),
    name   text NOT NULL,
    filter text NOT NULL,
    shared boolean NOT NULL,
    UNIQUE (owner, name)
);
"}
