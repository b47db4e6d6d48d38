//! Reports that leave the page: links that show one to whoever has them, until they are revoked, and who gets the letter of
//! the week.

crate::dialect::step! {"
CREATE TABLE report_link (
    id           uuid NOT NULL PRIMARY KEY,
    hash         bytea NOT NULL UNIQUE,
    name         text NOT NULL,
    filter       text NOT NULL,
    rolling_days integer,
    made_by      uuid NOT NULL REFERENCES users (id),
    made_at      bigint NOT NULL,
    last_used_at bigint,
    used         bigint NOT NULL,
    revoked_at   bigint,
    revoked_by   uuid REFERENCES users (id)
);
CREATE TABLE report_reader (
    user_id   uuid NOT NULL PRIMARY KEY REFERENCES users (id),
    chosen_by uuid NOT NULL REFERENCES users (id),
    chosen_at bigint NOT NULL
);
"}
