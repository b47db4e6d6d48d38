//! What the desk has seen of each expert on each topic, and what was learned but is set aside.

crate::dialect::step! {"
CREATE TABLE routing_record (
    user_id      uuid NOT NULL REFERENCES users (id),
    topic_id     uuid NOT NULL REFERENCES topic (id),
    sent         double precision NOT NULL,
    kept         double precision NOT NULL,
    chosen       double precision NOT NULL,
    returned     double precision NOT NULL,
    passed       double precision NOT NULL,
    lately       double precision NOT NULL,
    last_sent_at bigint,
    at           bigint NOT NULL,
    PRIMARY KEY (user_id, topic_id)
);
ALTER TABLE routing_model ADD COLUMN up_to bigint NOT NULL DEFAULT 0;
ALTER TABLE routing_model ADD COLUMN withdrawn_at bigint;
ALTER TABLE routing_example ADD COLUMN withdrawn_at bigint;
"}
