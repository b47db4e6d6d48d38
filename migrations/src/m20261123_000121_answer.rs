//! Answers already given: texts that are sent again and again, in the languages of the house; some of them the public reads
//! on a page of its own.

crate::dialect::step! {"
CREATE TABLE answer (
    id           uuid NOT NULL PRIMARY KEY,
    topic_id     uuid REFERENCES topic (id),
    owner_id     uuid REFERENCES users (id),
    is_public    boolean NOT NULL,
    review_on    text,
    active       boolean NOT NULL,
    version      bigint NOT NULL,
    used         bigint NOT NULL,
    last_used_at bigint,
    changed_at   bigint NOT NULL
);
CREATE TABLE answer_text (
    answer_id uuid NOT NULL REFERENCES answer (id),
    language  text NOT NULL,
    title     text NOT NULL,
    body      text NOT NULL,
    PRIMARY KEY (answer_id, language)
);
-- The house's own pages are proposed while somebody writes on their topic.
CREATE INDEX routing_example_page ON routing_example (topic_id, id) WHERE source = 'page';
"}
