//! What leaves and what must not arrive twice: the outbox, and the answers given to programs.

crate::dialect::step! {r"
CREATE TABLE outbox (
    id              uuid NOT NULL PRIMARY KEY,
    kind            text NOT NULL,
    payload         text NOT NULL,
    created_at      bigint NOT NULL,
    next_attempt_at bigint NOT NULL,
    attempts        integer NOT NULL,
    delivered_at    bigint,
    last_error      text,
    given_up_at     bigint
);
CREATE INDEX outbox_waiting ON outbox (next_attempt_at, id) WHERE delivered_at IS NULL AND given_up_at IS NULL;

CREATE TABLE idempotency (
    scope     text NOT NULL,
    key       text NOT NULL,
    body_hash bytea NOT NULL,
    response  text NOT NULL,
    at        bigint NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_at ON idempotency (at);
"}
