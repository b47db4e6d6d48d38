//! What somebody is writing on a question and has not sent.

crate::dialect::step! {"
CREATE TABLE unsent (
    question_id uuid NOT NULL REFERENCES question (id),
    author_id   uuid NOT NULL REFERENCES users (id),
    body        text NOT NULL,
    draft_id    uuid REFERENCES draft (id),
    at          bigint NOT NULL,
    PRIMARY KEY (question_id, author_id)
);
CREATE INDEX unsent_at ON unsent (at);
"}
