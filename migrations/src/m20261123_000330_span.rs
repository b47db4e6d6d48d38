//! The spans of numbers that a question lies in, as tokens of the index on PostgreSQL: a search goes back span by span. The
//! index is built once more, which takes a minute or two for a million questions.

use sea_orm_migration::{
    MigrationTrait, SchemaManager, async_trait::async_trait, prelude::DeriveMigrationName, sea_orm::DbErr,
};

use crate::dialect::run_either;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run_either(manager, SQLITE, POSTGRES).await
    }
}

/// Its index hands out numbers in their order.
const SQLITE: &str = "SELECT 1";

const POSTGRES: &str = "
DROP INDEX search_index_stems;
UPDATE search_index SET stems = stems || array_to_tsvector(
    ARRAY['_n13_' || (number >> 13), '_n16_' || (number >> 16), '_n19_' || (number >> 19)]);
CREATE INDEX search_index_stems ON search_index USING gin (stems) WITH (fastupdate = off);
";
