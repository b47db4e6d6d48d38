//! The steps make what the entities say, once, and a database of a newer release is left alone.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait as _, Statement};
use souffleur_store::{Database, Error, Store, schema::Column};

use crate::world::World;

on_both!(tables_are_what_the_entities_say, steps_are_applied_once, a_newer_schema_is_refused);

async fn tables_are_what_the_entities_say(world: World) {
    let made = tables(&world).await;
    let said: BTreeMap<String, Vec<Column>> = souffleur_store::schema::tables()
        .into_iter()
        .map(|table| (table.name, table.columns.into_iter().map(|column| as_made(&world, column)).collect()))
        .collect();
    assert_eq!(made.keys().collect::<Vec<_>>(), said.keys().collect::<Vec<_>>());
    for (name, columns) in said {
        assert_eq!(made[&name], columns, "{name}");
    }
}

async fn steps_are_applied_once(world: World) {
    assert!(world.store.schema_is_current().await.unwrap());
    assert_eq!(world.store.migrate().await.unwrap(), 0);
    let other = Store::open(&world.database).await.unwrap();
    assert_eq!(other.migrate().await.unwrap(), 0);
}

async fn a_newer_schema_is_refused(world: World) {
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000001_later', 0)";
    world.meddle(newer).await.unwrap();
    let refused = Store::open(&world.database).await.unwrap_err();
    assert!(matches!(&refused, Error::Schema { step } if step == "m29990101_000001_later"), "{refused}");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named() {
    let nowhere = Database::parse(Some("/nowhere/at/all/desk.db"), ".".as_ref()).unwrap();
    let refused = Store::open(&nowhere).await.unwrap_err();
    assert!(matches!(&refused, Error::Unreachable { database, .. } if database == "/nowhere/at/all/desk.db"));
    let secret = "postgres://desk:secret@localhost/desk?host=/nowhere";
    let refused = Store::open(&Database::parse(Some(secret), ".".as_ref()).unwrap()).await.unwrap_err();
    assert!(matches!(&refused, Error::Unreachable { .. }));
    assert!(!refused.to_string().contains("secret"), "{refused}");
}

/// SQLite counts up an `integer` only, and makes no difference between its sizes.
fn as_made(world: &World, column: Column) -> Column {
    let kind = if world.is_postgres() { column.kind } else { column.kind.replace("bigint", "integer") };
    Column { kind, ..column }
}

/// What search keeps for itself is each database's own affair.
async fn tables(world: &World) -> BTreeMap<String, Vec<Column>> {
    const SQLITE: &str = r#"SELECT m.name AS "table", c.name AS "column", replace(lower(c.type), 'bigint', 'integer') AS kind,
        c."notnull" = 0 AS nullable FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations' AND m.name NOT LIKE 'search_index%' ORDER BY 1, 2"#;
    const POSTGRES: &str = r#"SELECT table_name::text AS "table", column_name::text AS "column", data_type::text AS kind,
        is_nullable = 'YES' AS nullable FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> 'seaql_migrations' AND table_name <> 'search_index' ORDER BY 1, 2"#;
    let connection = world.behind().await;
    let sql = if world.is_postgres() { POSTGRES } else { SQLITE };
    let rows = connection
        .query_all_raw(Statement::from_string(connection.get_database_backend(), sql))
        .await
        .unwrap();
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in rows {
        let kind: String = row.try_get("", "kind").unwrap();
        let name: String = row.try_get("", "column").unwrap();
        // A rowid is never null, whatever SQLite says of the column that stands for it.
        let nullable = row.try_get::<bool>("", "nullable").unwrap() && !(name == "id" && kind == "integer");
        tables.entry(row.try_get("", "table").unwrap()).or_default().push(Column { name, kind, nullable });
    }
    for columns in tables.values_mut() {
        columns.sort();
    }
    tables
}
