//! Who asked what, and the public thread of each question.
//!
//! `next_due_at` is the inbox order: the due time of what is owed next, the last instant but one where something is owed
//! without a promised time, the last where nothing is. It is never null, so that one index serves order and paging.

crate::dialect::step! {r"
CREATE TABLE customer (
    id         uuid NOT NULL PRIMARY KEY,
    name       text NOT NULL,
    email      text,
    handle     text,
    created_at bigint NOT NULL
);
CREATE TABLE customer_identity (
    scope       text NOT NULL,
    value       text NOT NULL,
    customer_id uuid NOT NULL REFERENCES customer (id),
    PRIMARY KEY (scope, value)
);
CREATE INDEX customer_identity_customer ON customer_identity (customer_id);

-- Numbers that people say aloud have no gaps, so they are counted in the transaction of the question.
CREATE TABLE counter (
    name  text NOT NULL PRIMARY KEY,
    value bigint NOT NULL
);
INSERT INTO counter (name, value) VALUES ('question', 1000);

CREATE TABLE question (
    id            uuid NOT NULL PRIMARY KEY,
    number        bigint NOT NULL,
    token         text NOT NULL,
    version       bigint NOT NULL,
    status        text NOT NULL,
    hidden_reason text,
    visibility    text NOT NULL,
    channel       text NOT NULL,
    external_id   text,
    subject       text,
    language      text NOT NULL,
    topic_id      uuid REFERENCES topic (id),
    customer_id   uuid NOT NULL REFERENCES customer (id),
    voice_id      uuid NOT NULL REFERENCES voice (id),
    expert_id     uuid REFERENCES users (id),
    asked_at      bigint NOT NULL,
    changed_at    bigint NOT NULL,
    next_due_at   bigint NOT NULL
);
CREATE UNIQUE INDEX question_number ON question (number);
CREATE UNIQUE INDEX question_token ON question (token);
CREATE INDEX question_due ON question (next_due_at, id);
CREATE INDEX question_expert_due ON question (expert_id, next_due_at, id);
CREATE INDEX question_topic_due ON question (topic_id, next_due_at, id);
CREATE INDEX question_status_due ON question (status, next_due_at, id);
CREATE INDEX question_asked ON question (asked_at, id);
CREATE INDEX question_wall ON question (visibility, asked_at, id);
CREATE INDEX question_customer ON question (customer_id, asked_at);
-- How many open questions each expert has is asked at every intake; what is done is not in this index.
CREATE INDEX question_open ON question (expert_id) WHERE status IN ('new', 'assigned', 'drafted');

-- What a customer may see and nothing else: no column names a member of staff. Who sent a reply is in its event.
CREATE TABLE message (
    id          uuid NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id),
    author      text NOT NULL,
    voice_id    uuid REFERENCES voice (id),
    body        text NOT NULL,
    at          bigint NOT NULL,
    channel_at  bigint,
    weight      text NOT NULL,
    channel     text NOT NULL,
    external_id text
);
CREATE INDEX message_question ON message (question_id, id);
CREATE UNIQUE INDEX message_external ON message (channel, external_id) WHERE external_id IS NOT NULL;
"}
