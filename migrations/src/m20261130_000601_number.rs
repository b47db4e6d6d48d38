//! Numbers of questions from a sequence on PostgreSQL, where a row that counts would be locked until its transaction ends,
//! and the numbers that the search index has passed by without finding their question: it may still come, or was undone.

use sea_orm_migration::{
    MigrationTrait, SchemaManager, async_trait::async_trait, prelude::DeriveMigrationName, sea_orm::DbErr,
};

use crate::dialect::{run, run_either};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, "CREATE TABLE search_gap (number bigint NOT NULL PRIMARY KEY);").await?;
        run_either(manager, SQLITE, POSTGRES).await
    }
}

/// SQLite counts in the turns of its one writer, and leaves no gap.
const SQLITE: &str = "SELECT 1";
const POSTGRES: &str = "
CREATE SEQUENCE question_number_seq;
SELECT setval('question_number_seq', value) FROM counter WHERE name = 'question';
-- A node of the release before must not give the same numbers out again.
DELETE FROM counter WHERE name = 'question';
";
