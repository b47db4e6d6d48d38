//! The history: append-only, by triggers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub question_id: Option<Uuid>,
    pub at: i64,
    pub by: String,
    pub kind: String,
    pub data: String,
}

impl ActiveModelBehavior for ActiveModel {}
