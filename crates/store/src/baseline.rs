//! What the disk itself can do: bare single-row commits, the measure that the benchmark holds its own figures against.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::{database::Database, error::Error};

/// How many single-row `INSERT`s a second one connection commits, each by itself, in a new SQLite file that is opened
/// as the desk's own. Every row holds `text`.
pub async fn bare_inserts(file: &Path, text: &str, lasts: Duration) -> Result<f64, Error> {
    let connection = Database::connect_writer(file).await?;
    connection.execute_unprepared("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL)").await?;
    let (begun, mut rows) = (Instant::now(), 0.0);
    while begun.elapsed() < lasts {
        let insert = "INSERT INTO bare (body) VALUES (?)";
        connection
            .execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, insert, [text.into()]))
            .await?;
        rows += 1.0;
    }
    let seconds = begun.elapsed().as_secs_f64();
    connection.close().await?;
    Ok(rows / seconds)
}
