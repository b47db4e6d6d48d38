//! What the house says first where it answers late, in its own words for each language.

crate::dialect::step! {"ALTER TABLE desk ADD COLUMN apologies text;"}
