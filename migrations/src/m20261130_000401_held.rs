//! The hold on mail and timers of a restored copy: since when, and of when the copy is. Null where there is none.

crate::dialect::step! {"
ALTER TABLE desk ADD COLUMN held_since bigint;
ALTER TABLE desk ADD COLUMN held_copy_of bigint;
"}
