//! A colleague who is asked about a question that is not theirs, and what they wrote beside its draft.

crate::dialect::step! {"
CREATE TABLE side_draft (
    question_id uuid NOT NULL REFERENCES question (id),
    author_id   uuid NOT NULL REFERENCES users (id),
    asked_by    uuid NOT NULL REFERENCES users (id),
    asked_at    bigint NOT NULL,
    request     text NOT NULL,
    body        text,
    at          bigint,
    PRIMARY KEY (question_id, author_id)
);
CREATE INDEX side_draft_author ON side_draft (author_id, asked_at);
"}
