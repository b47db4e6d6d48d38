//! Durable timers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "timer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub due_at: i64,
    pub kind: String,
    pub target_id: Option<Uuid>,
    pub question_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    pub share: Option<f64>,
    pub data: Option<String>,
    pub key: Option<String>,
    pub fired_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
