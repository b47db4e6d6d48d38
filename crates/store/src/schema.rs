//! What the entities take the tables for, so that a test (and `verify`) can compare it with what the steps made.

use sea_orm::{ColumnTrait, ColumnType, EntityTrait, Iterable as _};

use crate::entity;

/// A table as its entity describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, by name.
    pub columns: Vec<Column>,
}

/// A column as its entity describes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type, as PostgreSQL calls it.
    pub kind: String,
    /// Whether it may be null.
    pub nullable: bool,
}

macro_rules! tables {
    ($($entity:ident),+ $(,)?) => {
        /// Every table that the store knows.
        pub fn tables() -> Vec<Table> {
            vec![$(table::<entity::$entity::Entity>()),+]
        }
    };
}

tables! {
    absence, address_check, alert, alert_choice, answer, answer_text, assignment, attachment, calendar, calendar_version,
    counter, customer, customer_identity, desk, draft, draft_file, draft_version, earlier_link, event, first_look, idempotency,
    invitation, ledger, ledger_cell, ledger_change, ledger_touched, message, note, objective, outbox, pause, policy, policy_version, probe, question, question_link, recount, report_link, report_reader,
    routing_example, routing_model,
    routing_record, rule, saved_view, scheduled_reply, search_due, search_gap, search_near, search_text, search_word, session,
    side_draft, target, timer, timer_trouble, token, topic, unsent, user, user_topic, voice,
}

fn table<E: EntityTrait>() -> Table {
    let mut columns: Vec<Column> = E::Column::iter().map(column).collect();
    columns.sort();
    Table { name: E::default().table_name().to_owned(), columns }
}

fn column(column: impl ColumnTrait) -> Column {
    let definition = column.def();
    let kind = match definition.get_column_type() {
        ColumnType::Integer => "integer",
        ColumnType::BigInteger => "bigint",
        ColumnType::Boolean => "boolean",
        ColumnType::Double => "double precision",
        ColumnType::Uuid => "uuid",
        ColumnType::VarBinary(_) | ColumnType::Binary(_) | ColumnType::Blob => "bytea",
        _ => "text",
    };
    Column { name: column.as_str().to_owned(), kind: kind.to_owned(), nullable: definition.is_null() }
}
