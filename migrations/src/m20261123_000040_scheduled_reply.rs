//! Replies that were decided upon and have not left yet, and beside each question of theirs when they will, for lists.

crate::dialect::step! {"
CREATE TABLE scheduled_reply (
    question_id     uuid NOT NULL PRIMARY KEY REFERENCES question (id),
    by              text NOT NULL,
    body            text NOT NULL,
    draft_id        uuid REFERENCES draft (id),
    weight          text NOT NULL,
    version         bigint NOT NULL,
    confirmed_leaks boolean NOT NULL,
    decided_at      bigint NOT NULL,
    leaves_at       bigint NOT NULL,
    stopped         text
);
CREATE INDEX scheduled_reply_leaves ON scheduled_reply (leaves_at) WHERE stopped IS NULL;
ALTER TABLE question ADD COLUMN leaves_at bigint;
"}
