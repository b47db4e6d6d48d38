//! Links of customers are kept as fingerprints. Their tokens follow from a key that the database does not have; those that
//! stand in it are replaced at the next start of the desk, by their fingerprints here, and go on working.

crate::dialect::step! {"
CREATE TABLE earlier_link (
    hash        text NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id)
);
CREATE INDEX earlier_link_question ON earlier_link (question_id);
"}
