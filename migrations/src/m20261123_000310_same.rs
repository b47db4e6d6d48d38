//! Questions that belong together: those that are answered with another one, those that were asked twice, and those that are
//! related in any other way. Few are, so only those are indexed. What is answered with another question is no work of its own
//! for an expert, and left out of the index of what each has open.

crate::dialect::step! {"
ALTER TABLE question ADD COLUMN lead_id uuid REFERENCES question (id);
ALTER TABLE question ADD COLUMN merged_into uuid REFERENCES question (id);
CREATE INDEX question_lead ON question (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX question_merged ON question (merged_into) WHERE merged_into IS NOT NULL;
DROP INDEX question_open;
CREATE INDEX question_open ON question (expert_id) WHERE status IN ('new', 'assigned', 'drafted') AND lead_id IS NULL;
CREATE TABLE question_link (
    question_id uuid NOT NULL REFERENCES question (id),
    other_id    uuid NOT NULL REFERENCES question (id),
    at          bigint NOT NULL,
    PRIMARY KEY (question_id, other_id)
);
CREATE INDEX question_link_other ON question_link (other_id);
"}
