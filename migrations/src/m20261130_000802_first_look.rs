//! A choice of the desk: what strangers ask in public is on the wall at once, or after a first look of a community manager.

crate::dialect::step! {"
ALTER TABLE desk ADD COLUMN first_look boolean NOT NULL DEFAULT false;
CREATE TABLE first_look (
    question_id uuid NOT NULL PRIMARY KEY REFERENCES question (id),
    released_at bigint
);
"}
