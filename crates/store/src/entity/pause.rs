//! Times during which promises are not counted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pause")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub question_id: Option<Uuid>,
    pub topic_id: Option<Uuid>,
    pub channel: Option<String>,
    pub from_at: i64,
    pub until_at: Option<i64>,
    pub reason: Option<String>,
    pub by: String,
    pub ended_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
