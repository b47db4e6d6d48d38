//! Copies of the embedded database: made while the desk runs, and looked at before one takes its place.

use std::path::Path;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::{MigratorTrait as _, SchemaManager};
use souffleur_migrations::Migrator;

use crate::{
    database::Database,
    error::{Error, Sound as _},
    store::STEPS,
};

/// Writes a consistent copy of a SQLite database into a file that must not exist, and makes it durable. Others may
/// read and write meanwhile.
pub async fn copy(database: &Path, into: &Path) -> Result<(), Error> {
    let connection = Database::connect_writer(database).await?;
    let vacuum = [into.display().to_string().into()];
    connection
        .execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", vacuum))
        .await?;
    connection.close().await?;
    let written = std::fs::File::open(into).and_then(|file| file.sync_all());
    written.sound("copy", &into.display())
}

/// Whether a file is a database of this desk, whole and of a release that this one understands. Looking leaves no
/// files beside it.
pub async fn inspect(file: &Path) -> Result<(), Error> {
    let connection = Database::connect_writer(file).await?;
    let looked = look(&connection).await;
    // Leaves no write-ahead log behind, so that the one file can be moved.
    connection.execute_unprepared("PRAGMA journal_mode = DELETE").await?;
    connection.close().await?;
    looked?.map_or(Ok(()), |wrong| Err(wrong).sound("copy", &file.display()))
}

/// What is wrong with a database, if anything is.
async fn look(connection: &DatabaseConnection) -> Result<Option<String>, Error> {
    let check = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let row = connection.query_one_raw(check).await?.ok_or(Error::Missing("answer to the check"))?;
    let found: String = row.try_get("", "integrity_check")?;
    if found != "ok" {
        return Ok(Some(found));
    }
    if !SchemaManager::new(connection).has_table(STEPS).await? {
        return Ok(Some("it has no tables of a desk".to_owned()));
    }
    let steps =
        Statement::from_string(DbBackend::Sqlite, format!("SELECT version FROM {STEPS} ORDER BY version"));
    let known = Migrator::migrations();
    for row in connection.query_all_raw(steps).await? {
        let step: String = row.try_get("", "version")?;
        if known.iter().all(|known| known.name() != step) {
            return Err(Error::Schema { step });
        }
    }
    Ok(None)
}
