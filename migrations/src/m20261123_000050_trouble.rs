//! What can't be done is set aside, so that it holds up nobody else: a timer whose effect fails, a question whose due
//! times can't be counted again.

crate::dialect::step! {r"
CREATE TABLE timer_trouble (
    timer_id uuid NOT NULL PRIMARY KEY REFERENCES timer (id) ON DELETE CASCADE,
    attempts integer NOT NULL,
    retry_at bigint NOT NULL,
    error    text NOT NULL
);
ALTER TABLE recount ADD COLUMN attempts integer NOT NULL DEFAULT 0;
ALTER TABLE recount ADD COLUMN retry_at bigint NOT NULL DEFAULT 0;
"}
