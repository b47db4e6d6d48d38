//! When whoever got a question first looked at it.

crate::dialect::step! {"
ALTER TABLE assignment ADD COLUMN opened_at bigint;
"}
