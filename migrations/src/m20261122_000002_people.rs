//! Who works here, how they prove it, and the rules that name them.

crate::dialect::step! {r"
CREATE TABLE users (
    id            uuid NOT NULL PRIMARY KEY,
    email         text NOT NULL,
    name          text NOT NULL,
    role          text NOT NULL,
    language      text,
    voice_id      uuid REFERENCES voice (id),
    active        boolean NOT NULL,
    password_hash text,
    capacity      integer,
    calendar_id   uuid REFERENCES calendar (id),
    created_at    bigint NOT NULL
);
CREATE UNIQUE INDEX users_email ON users (email);
CREATE TABLE user_topic (
    user_id  uuid NOT NULL REFERENCES users (id),
    topic_id uuid NOT NULL REFERENCES topic (id),
    position integer NOT NULL,
    PRIMARY KEY (user_id, topic_id)
);
CREATE TABLE absence (
    user_id   uuid NOT NULL REFERENCES users (id),
    from_day  text NOT NULL,
    until_day text NOT NULL,
    PRIMARY KEY (user_id, from_day, until_day)
);

CREATE TABLE session (
    id            uuid NOT NULL PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES users (id),
    refresh_hash  bytea NOT NULL,
    previous_hash bytea,
    created_at    bigint NOT NULL,
    rotated_at    bigint NOT NULL,
    expires_at    bigint NOT NULL,
    revoked_at    bigint
);
CREATE UNIQUE INDEX session_refresh ON session (refresh_hash);
CREATE INDEX session_previous ON session (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX session_of_user ON session (user_id);
CREATE TABLE invitation (
    hash       bytea NOT NULL PRIMARY KEY,
    user_id    uuid REFERENCES users (id),
    purpose    text NOT NULL,
    expires_at bigint NOT NULL,
    used_at    bigint
);
CREATE TABLE token (
    id         uuid NOT NULL PRIMARY KEY,
    name       text NOT NULL,
    hash       bytea NOT NULL,
    channel    text NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint
);
CREATE UNIQUE INDEX token_hash ON token (hash);

CREATE TABLE rule (
    id         uuid NOT NULL PRIMARY KEY,
    position   integer NOT NULL,
    conditions text NOT NULL,
    assign_to  uuid NOT NULL REFERENCES users (id)
);
"}
