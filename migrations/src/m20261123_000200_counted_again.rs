//! Two more figures: which answers were thanked for, and what lay with an expert. The sums of a desk that has a past are made
//! anew with them, by the job that works through the marks; a line that is not in the sums yet says so, and keeps the zone
//! in which its day was counted.

crate::dialect::step! {"
ALTER TABLE ledger ADD COLUMN thanked boolean NOT NULL DEFAULT false;
ALTER TABLE ledger ADD COLUMN counted boolean NOT NULL DEFAULT false;
DELETE FROM ledger_cell;
INSERT INTO ledger_touched (question_id) SELECT DISTINCT question_id FROM ledger;
"}
