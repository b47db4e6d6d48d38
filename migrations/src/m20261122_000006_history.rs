//! The history: the database itself refuses to change or forget a line of it.

use sea_orm_migration::{
    MigrationTrait, SchemaManager, async_trait::async_trait, prelude::DeriveMigrationName, sea_orm::DbErr,
};

use crate::dialect::{run, run_either};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TABLE).await?;
        run_either(manager, SQLITE_KEEPS, POSTGRES_KEEPS).await
    }
}

const TABLE: &str = "
CREATE TABLE event (
    id          uuid NOT NULL PRIMARY KEY,
    question_id uuid REFERENCES question (id),
    at          bigint NOT NULL,
    by          text NOT NULL,
    kind        text NOT NULL,
    data        text NOT NULL
);
CREATE INDEX event_question ON event (question_id, id);
";

/// The third one is for `INSERT OR REPLACE`, which deletes without asking the second.
const SQLITE_KEEPS: &str = "
CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_unreplaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
";

const POSTGRES_KEEPS: &str = "
CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'event is append-only'; END $$;
CREATE TRIGGER event_unchanged BEFORE UPDATE OR DELETE ON event
FOR EACH ROW EXECUTE FUNCTION event_is_append_only();
CREATE TRIGGER event_kept BEFORE TRUNCATE ON event
FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
";
