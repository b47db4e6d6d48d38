//! What the router learns from, and what it has learned.

crate::dialect::step! {r"
CREATE TABLE routing_example (
    id          {serial},
    topic_id    uuid NOT NULL REFERENCES topic (id),
    text        text NOT NULL,
    weight      double precision NOT NULL,
    source      text NOT NULL,
    question_id uuid REFERENCES question (id),
    at          bigint NOT NULL
);
CREATE INDEX routing_example_question ON routing_example (question_id);
CREATE TABLE routing_model (
    version  bigint NOT NULL PRIMARY KEY,
    bytes    bytea NOT NULL,
    examples bigint NOT NULL,
    at       bigint NOT NULL
);
"}
