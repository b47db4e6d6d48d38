//! Finds promises that run and were counted in an older calendar without looking at all that run.

crate::dialect::step! {"
CREATE INDEX target_counted ON target (calendar_id, calendar_version) WHERE state = 'pending';
"}
