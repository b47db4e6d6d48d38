//! Who stands in for an expert who is not there.

crate::dialect::step! {"ALTER TABLE users ADD COLUMN deputy_id uuid REFERENCES users (id);"}
