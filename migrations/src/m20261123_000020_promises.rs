//! Which question gets which promise, and what moves it: the order of policies, customers' tags, pauses, and the
//! questions whose due times are to be counted again.

crate::dialect::step! {r"
ALTER TABLE policy ADD COLUMN position integer NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN tags text NOT NULL DEFAULT '[]';

-- A pause of one question names it; one of the house names a topic, a channel, or neither: then it is the whole desk's.
CREATE TABLE pause (
    id          uuid NOT NULL PRIMARY KEY,
    question_id uuid REFERENCES question (id),
    topic_id    uuid REFERENCES topic (id),
    channel     text,
    from_at     bigint NOT NULL,
    until_at    bigint,
    reason      text,
    by          text NOT NULL,
    ended_by    text
);
CREATE INDEX pause_question ON pause (question_id, from_at) WHERE question_id IS NOT NULL;
CREATE INDEX pause_house ON pause (from_at) WHERE question_id IS NULL;

-- Filled by one statement, however many questions a change touches, and emptied in small batches.
CREATE TABLE recount (
    question_id uuid NOT NULL PRIMARY KEY,
    why         text NOT NULL
);
CREATE INDEX target_pending ON target (calendar_id, calendar_version) WHERE state = 'pending';
"}
