//! Whom a question went to first, in its line: how well the router chooses is counted from the ledger as all else is. The sums
//! of a desk that has a past are made anew with it, as for the two figures before.

crate::dialect::step! {"
ALTER TABLE ledger ADD COLUMN chosen_by text;
ALTER TABLE ledger ADD COLUMN first_expert_id uuid;
ALTER TABLE ledger ADD COLUMN first_topic_id uuid;
ALTER TABLE ledger ADD COLUMN confidence integer;
ALTER TABLE ledger ADD COLUMN author_id uuid;
UPDATE ledger SET counted = false;
DELETE FROM ledger_cell;
INSERT INTO ledger_touched (question_id) SELECT DISTINCT question_id FROM ledger;
"}
