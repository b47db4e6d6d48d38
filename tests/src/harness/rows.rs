//! What the database holds, counted behind the store's back: a refusal must leave every number as it was.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement};
use souffleur_store::{Database, schema};

use super::desk::{Base, TestDesk};

/// The number of rows of every table, and sums that change when a row does.
pub type Rows = BTreeMap<String, i64>;

/// Sums that tell of changed rows. What anybody changes of a question raises its version.
const SUMS: [(&str, &str); 5] = [
    ("question", "version"),
    ("draft", "version"),
    ("desk", "settings_version"),
    ("calendar", "version"),
    ("policy", "version"),
];

impl TestDesk {
    /// Counts everything.
    pub async fn rows(&self) -> Rows {
        // Whoever asks how the desk is writes a row of the probe, which says nothing of anybody.
        let counts = schema::tables().into_iter().filter(|table| table.name != "probe").map(|table| {
            let name = table.name;
            format!("SELECT '{name}' AS name, CAST(count(*) AS bigint) AS n FROM {}", quoted(&name))
        });
        let sums = SUMS.into_iter().map(|(table, column)| {
            format!("SELECT '{table}.{column}' AS name, CAST(coalesce(sum({column}), 0) AS bigint) AS n FROM {table}")
        });
        let sql = counts.chain(sums).collect::<Vec<_>>().join(" UNION ALL ");
        self.query(&sql).await.into_iter().collect()
    }

    /// Every row of every table, as the database itself writes it.
    pub async fn content(&self) -> BTreeMap<String, Vec<String>> {
        let mut content = BTreeMap::new();
        for table in schema::tables() {
            let columns = table.columns.iter().map(|column| match self.base() {
                Base::Sqlite => format!("quote({})", quoted(&column.name)),
                Base::Postgres => format!("quote_nullable({}::text)", quoted(&column.name)),
            });
            let row = columns.collect::<Vec<_>>().join(" || ', ' || ");
            let name = quoted(&table.name);
            let sql = format!("SELECT {row} AS name, CAST(0 AS bigint) AS n FROM {name} ORDER BY 1");
            let rows = self.query(&sql).await.into_iter().map(|(row, _)| row).collect();
            content.insert(table.name, rows);
        }
        content
    }

    /// How often the voice spoke.
    pub async fn replies(&self) -> i64 {
        self.query("SELECT 'n' AS name, CAST(count(*) AS bigint) AS n FROM message WHERE author = 'voice'")
            .await[0]
            .1
    }

    /// Changes something behind the store's back, and says how many rows that touched.
    pub async fn meddle(&self, sql: &str) -> u64 {
        let connection = self.behind.get_or_init(|| connect(&self.database)).await;
        let done = connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        done.rows_affected()
    }

    /// Asks the database itself for names and numbers.
    pub async fn query(&self, sql: &str) -> Vec<(String, i64)> {
        let connection = self.behind.get_or_init(|| connect(&self.database)).await;
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let rows = connection.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        let read = |row: sea_orm::QueryResult| {
            (row.try_get("", "name").expect("a name"), row.try_get("", "n").expect("a number"))
        };
        rows.into_iter().map(read).collect()
    }
}

async fn connect(database: &Database) -> DatabaseConnection {
    let url = match database {
        Database::Sqlite(path) => format!("sqlite:{}", path.display()),
        Database::Postgres(url) => url.clone(),
    };
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.expect("the database opens for a second reader")
}

fn quoted(table: &str) -> String {
    format!("\"{table}\"")
}
