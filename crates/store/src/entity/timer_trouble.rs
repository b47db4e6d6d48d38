//! Timers whose effects fail.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "timer_trouble")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub timer_id: Uuid,
    pub attempts: i32,
    pub retry_at: i64,
    pub error: String,
}

impl ActiveModelBehavior for ActiveModel {}
