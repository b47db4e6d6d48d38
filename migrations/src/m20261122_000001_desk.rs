//! The house itself: its desk, voices, topics, calendars and policies.

crate::dialect::step! {r"
CREATE TABLE desk (
    id                integer PRIMARY KEY CHECK (id = 1),
    name              text NOT NULL,
    languages         text NOT NULL,
    signing_key       bytea NOT NULL,
    settings_version  bigint NOT NULL,
    routing_threshold double precision NOT NULL DEFAULT 0.35,
    created_at        bigint NOT NULL
);
CREATE TABLE voice (
    id        uuid NOT NULL PRIMARY KEY,
    key       text NOT NULL,
    name      text NOT NULL,
    signature text NOT NULL,
    languages text NOT NULL,
    active    boolean NOT NULL
);
CREATE UNIQUE INDEX voice_key ON voice (key);
CREATE TABLE topic (
    id          uuid NOT NULL PRIMARY KEY,
    key         text NOT NULL,
    name        text NOT NULL,
    description text,
    position    integer NOT NULL,
    active      boolean NOT NULL
);
CREATE UNIQUE INDEX topic_key ON topic (key);

-- A calendar and a policy keep every version they ever had: a target names the one it was computed with.
CREATE TABLE calendar (
    id      uuid NOT NULL PRIMARY KEY,
    key     text NOT NULL,
    version integer NOT NULL
);
CREATE UNIQUE INDEX calendar_key ON calendar (key);
CREATE TABLE calendar_version (
    calendar_id uuid NOT NULL REFERENCES calendar (id),
    version     integer NOT NULL,
    definition  text NOT NULL,
    at          bigint NOT NULL,
    PRIMARY KEY (calendar_id, version)
);
CREATE TABLE policy (
    id         uuid NOT NULL PRIMARY KEY,
    key        text NOT NULL,
    is_default boolean NOT NULL,
    version    integer NOT NULL
);
CREATE UNIQUE INDEX policy_key ON policy (key);
CREATE TABLE policy_version (
    policy_id   uuid NOT NULL REFERENCES policy (id),
    version     integer NOT NULL,
    calendar_id uuid NOT NULL REFERENCES calendar (id),
    definition  text NOT NULL,
    at          bigint NOT NULL,
    PRIMARY KEY (policy_id, version)
);
"}
