//! Questions that the community managers have put out of their sight for a while. Few are, and only those are indexed.

crate::dialect::step! {"
ALTER TABLE question ADD COLUMN snoozed_until bigint;
CREATE INDEX question_snoozed ON question (snoozed_until) WHERE snoozed_until IS NOT NULL;
"}
