//! What changed on lines that had been counted before.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub promise_id: Uuid,
    pub question_id: Uuid,
    pub number: i64,
    pub is_first: bool,
    pub day: i32,
    pub at: i64,
    pub field: String,
    pub was: Option<String>,
    pub became: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
