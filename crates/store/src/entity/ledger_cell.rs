//! The sums of the ledger's lines, by day and by month.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub is_first: bool,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cut: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub span: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub start: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub data: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
