//! What the house wants to reach.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objective")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub measure: String,
    pub topic_id: Option<Uuid>,
    pub comparison: String,
    pub value: i64,
    pub owner_id: Uuid,
    pub due_on: String,
    pub priority: i32,
    pub active: bool,
    pub version: i64,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
