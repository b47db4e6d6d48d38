//! The signing key leaves the database, and with it every copy: it is a file of the desk, which several nodes share. What
//! stays is its fingerprint, so that a node with another key is told so. The key that was here is in older copies, so it
//! is not taken along: the desk makes a new one at its next start.

crate::dialect::step! {"
ALTER TABLE desk ADD COLUMN signing_key_hash bytea;
ALTER TABLE desk DROP COLUMN signing_key;
"}
