//! What was promised on each question, and the timers that watch over it.

crate::dialect::step! {r"
CREATE TABLE target (
    id               uuid NOT NULL PRIMARY KEY,
    question_id      uuid NOT NULL REFERENCES question (id),
    kind             text NOT NULL,
    state            text NOT NULL,
    set_at           bigint NOT NULL,
    due_at           bigint,
    met_at           bigint,
    reason           text,
    expert_id        uuid REFERENCES users (id),
    policy_id        uuid NOT NULL,
    policy_version   integer NOT NULL,
    calendar_id      uuid NOT NULL,
    calendar_version integer NOT NULL,
    FOREIGN KEY (policy_id, policy_version) REFERENCES policy_version (policy_id, version),
    FOREIGN KEY (calendar_id, calendar_version) REFERENCES calendar_version (calendar_id, version)
);
CREATE INDEX target_question ON target (question_id);
CREATE INDEX target_set ON target (set_at, id);
CREATE INDEX target_answered ON target (expert_id, met_at) WHERE met_at IS NOT NULL;

CREATE TABLE timer (
    id          uuid NOT NULL PRIMARY KEY,
    due_at      bigint NOT NULL,
    kind        text NOT NULL,
    target_id   uuid NOT NULL REFERENCES target (id),
    question_id uuid NOT NULL REFERENCES question (id),
    share       double precision,
    fired_at    bigint
);
CREATE INDEX timer_due ON timer (due_at, id) WHERE fired_at IS NULL;
CREATE INDEX timer_target ON timer (target_id);
"}
