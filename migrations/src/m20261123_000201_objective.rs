//! What the house wants to reach, and by when; and whether everybody may read how well it keeps its promise.

crate::dialect::step! {"
CREATE TABLE objective (
    id         uuid NOT NULL PRIMARY KEY,
    measure    text NOT NULL,
    topic_id   uuid REFERENCES topic (id),
    comparison text NOT NULL,
    value      bigint NOT NULL,
    owner_id   uuid NOT NULL REFERENCES users (id),
    due_on     text NOT NULL,
    priority   integer NOT NULL,
    active     boolean NOT NULL,
    version    bigint NOT NULL,
    changed_at bigint NOT NULL
);
ALTER TABLE desk ADD COLUMN publishes_rate boolean NOT NULL DEFAULT false;
"}
