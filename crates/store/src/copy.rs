//! Copies of the embedded database: made while the desk runs, and looked at before one takes its place.

use std::{collections::HashMap, path::Path, sync::Arc};

use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::{MigratorTrait as _, SchemaManager};
use souffleur_migrations::Migrator;

use crate::{
    database::Database,
    error::{Error, Sound as _},
    reader::{Reader, Source},
    store::STEPS,
    vault::{Vault, fingerprint},
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

/// The table of a copy that carries the bytes of files; a database itself has none.
const CARRIED: &str = "carried_file";

/// Puts the files that a copy refers to into it, so that one file is the whole backup.
pub async fn carry(copy: &Path, vault: &Vault) -> Result<u64, Error> {
    let connection = Database::connect_writer(copy).await?;
    connection
        .execute_unprepared(&format!(
            "CREATE TABLE {CARRIED} (hash text NOT NULL PRIMARY KEY, bytes blob NOT NULL)"
        ))
        .await?;
    let mut carried = 0;
    // A database that an older release wrote, and none has brought up to date, knows of no files.
    let knows = SchemaManager::new(&connection).has_table("attachment").await?;
    let reader = Reader::new(Source::Pool(connection.clone()), Arc::default());
    let kept = if knows { reader.kept_files().await? } else { HashMap::new() };
    drop(reader);
    for hash in kept.into_keys() {
        let bytes = vault.read(&hash).await.sound("attachment", &hash)?;
        let bytes = bytes.ok_or("its bytes are not there").sound("attachment", &hash)?;
        let values = [hash.to_string().into(), bytes.into()];
        let insert = format!("INSERT INTO {CARRIED} (hash, bytes) VALUES (?, ?)");
        connection.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, insert, values)).await?;
        carried += 1;
    }
    // One file, without a log beside it.
    connection.execute_unprepared("PRAGMA journal_mode = DELETE").await?;
    connection.close().await?;
    let written = std::fs::File::open(copy).and_then(|file| file.sync_all());
    written.sound("copy", &copy.display())?;
    Ok(carried)
}

/// Puts the files that a copy carries where they belong, and takes them out of it. A copy of a release that had none
/// carries none.
pub async fn unload(copy: &Path, vault: &Vault, now: Timestamp) -> Result<u64, Error> {
    let connection = Database::connect_writer(copy).await?;
    let mut unloaded = 0;
    if SchemaManager::new(&connection).has_table(CARRIED).await? {
        let select = |after: &str| {
            let next = format!("SELECT hash, bytes FROM {CARRIED} WHERE hash > ? ORDER BY hash LIMIT 1");
            Statement::from_sql_and_values(DbBackend::Sqlite, next, [after.into()])
        };
        let mut last = String::new();
        while let Some(row) = connection.query_one_raw(select(&last)).await? {
            last = row.try_get("", "hash")?;
            let bytes: Vec<u8> = row.try_get("", "bytes")?;
            if fingerprint(&bytes).as_str() != last {
                return Err("it was damaged in the copy").sound("attachment", &last);
            }
            vault.keep(bytes, now).await.sound("attachment", &last)?;
            unloaded += 1;
        }
        connection.execute_unprepared(&format!("DROP TABLE {CARRIED}")).await?;
        connection.execute_unprepared("VACUUM").await?;
    }
    connection.execute_unprepared("PRAGMA journal_mode = DELETE").await?;
    connection.close().await?;
    Ok(unloaded)
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
