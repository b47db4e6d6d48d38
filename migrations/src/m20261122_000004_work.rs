//! What is internal: drafts, notes and assignments. They share no table with messages.

crate::dialect::step! {r"
CREATE TABLE draft (
    id          uuid NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id),
    author_id   uuid NOT NULL REFERENCES users (id),
    state       text NOT NULL,
    version     integer NOT NULL,
    remark      text,
    at          bigint NOT NULL
);
CREATE INDEX draft_question ON draft (question_id, id);
CREATE TABLE draft_version (
    draft_id uuid NOT NULL REFERENCES draft (id),
    version  integer NOT NULL,
    body     text NOT NULL,
    at       bigint NOT NULL,
    PRIMARY KEY (draft_id, version)
);

CREATE TABLE note (
    id          uuid NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id),
    author_id   uuid NOT NULL REFERENCES users (id),
    body        text NOT NULL,
    mentions    text NOT NULL,
    at          bigint NOT NULL
);
CREATE INDEX note_question ON note (question_id, id);

CREATE TABLE assignment (
    id          uuid NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id),
    expert_id   uuid REFERENCES users (id),
    topic_id    uuid REFERENCES topic (id),
    decided_by  text NOT NULL,
    confidence  double precision,
    explanation text,
    reason      text,
    by          text NOT NULL,
    at          bigint NOT NULL
);
CREATE INDEX assignment_question ON assignment (question_id, id);
"}
