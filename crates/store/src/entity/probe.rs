//! The row of a node that shows whether the database takes writes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "probe")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub node: String,
    pub value: i64,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
