//! One-time links that are mailed to a typed address: who opens one and confirms is known to have asked the question.

crate::dialect::step! {"
CREATE TABLE address_check (
    hash         bytea NOT NULL PRIMARY KEY,
    question_id  uuid NOT NULL REFERENCES question (id),
    email        text NOT NULL,
    sent_by      uuid NOT NULL REFERENCES users (id),
    sent_at      bigint NOT NULL,
    expires_at   bigint NOT NULL,
    confirmed_at bigint
);
CREATE INDEX address_check_question ON address_check (question_id);
"}
