//! Timers that are not about a promise: of one person, or of the house; and keys, by which a timer that everybody plans
//! is there once. The table is made anew because SQLite can't drop a NOT NULL.

crate::dialect::step! {r"
CREATE TABLE timer_wider (
    id          uuid NOT NULL PRIMARY KEY,
    due_at      bigint NOT NULL,
    kind        text NOT NULL,
    target_id   uuid REFERENCES target (id),
    question_id uuid REFERENCES question (id),
    user_id     uuid REFERENCES users (id),
    share       double precision,
    data        text,
    key         text,
    fired_at    bigint
);
INSERT INTO timer_wider (id, due_at, kind, target_id, question_id, share, fired_at)
    SELECT id, due_at, kind, target_id, question_id, share, fired_at FROM timer;
DROP TABLE timer;
ALTER TABLE timer_wider RENAME TO timer;
CREATE INDEX timer_due ON timer (due_at, id) WHERE fired_at IS NULL;
CREATE INDEX timer_target ON timer (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX timer_user ON timer (user_id, kind) WHERE user_id IS NOT NULL AND fired_at IS NULL;
CREATE UNIQUE INDEX timer_key ON timer (key) WHERE key IS NOT NULL;
"}
