//! Files that come with messages and drafts. What customers may fetch and what stays in the house are two tables: no
//! column of the first names a member of staff. The bytes lie outside the database, by their fingerprint.

crate::dialect::step! {"
CREATE TABLE attachment (
    id          uuid NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id),
    message_id  uuid NOT NULL REFERENCES message (id),
    position    integer NOT NULL,
    hash        text NOT NULL,
    media       text NOT NULL,
    size        bigint NOT NULL,
    name        text NOT NULL
);
CREATE INDEX attachment_question ON attachment (question_id);
CREATE INDEX attachment_message ON attachment (message_id);
CREATE INDEX attachment_hash ON attachment (hash);

CREATE TABLE draft_file (
    draft_id uuid NOT NULL REFERENCES draft (id),
    version  integer NOT NULL,
    position integer NOT NULL,
    hash     text NOT NULL,
    media    text NOT NULL,
    size     bigint NOT NULL,
    name     text NOT NULL,
    PRIMARY KEY (draft_id, version, position)
);
CREATE INDEX draft_file_hash ON draft_file (hash);

ALTER TABLE scheduled_reply ADD COLUMN files text;
"}
