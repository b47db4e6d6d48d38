//! Full text search: a line of tokens for each question, the index over those lines, the words that typing errors are put
//! right by, and what has changed since. None of it is written when a question is asked: a job follows the numbers.
//!
//! The index is made of what each database has for it; both are given finished tokens, so that they find the same.

use sea_orm_migration::{
    MigrationTrait, SchemaManager, async_trait::async_trait, prelude::DeriveMigrationName, sea_orm::DbErr,
};

use crate::dialect::{run, run_either};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TABLES).await?;
        run_either(manager, SQLITE, POSTGRES).await
    }
}

const TABLES: &str = "
CREATE TABLE search_due (
    question_id uuid NOT NULL PRIMARY KEY REFERENCES question (id),
    times       bigint NOT NULL
);
CREATE TABLE search_word (
    stem      text NOT NULL,
    form      text NOT NULL,
    written   text NOT NULL,
    questions bigint NOT NULL,
    PRIMARY KEY (stem, form)
);
-- How far the index is, which turn of work it is in, and how many questions it holds.
INSERT INTO counter (name, value) VALUES ('search_cursor', 0), ('search_turn', 0), ('search_questions', 0);
";

const SQLITE: &str = r#"
CREATE TABLE search_text (
    number      integer NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id),
    line        text NOT NULL
);
CREATE TABLE search_near (
    spelling bigint NOT NULL,
    stem     text NOT NULL,
    form     text NOT NULL,
    PRIMARY KEY (spelling, stem, form)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search_index USING fts5 (
    line, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
"#;

const POSTGRES: &str = "
CREATE TABLE search_text (
    number      bigint NOT NULL PRIMARY KEY,
    question_id uuid NOT NULL REFERENCES question (id),
    line        text NOT NULL
);
CREATE TABLE search_near (
    spelling bigint NOT NULL,
    stem     text NOT NULL,
    form     text NOT NULL,
    PRIMARY KEY (spelling, stem, form)
);
CREATE TABLE search_index (
    number bigint NOT NULL PRIMARY KEY,
    stems  tsvector NOT NULL
);
CREATE INDEX search_index_stems ON search_index USING gin (stems) WITH (fastupdate = off);
";
