//! The desk itself: one row.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "desk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub name: String,
    pub languages: String,
    pub settings_version: i64,
    pub routing_threshold: f64,
    pub quiet_hours: Option<String>,
    pub apologies: Option<String>,
    pub created_at: i64,
    pub publishes_rate: bool,
    pub held_since: Option<i64>,
    pub held_copy_of: Option<i64>,
    pub signing_key_hash: Option<Vec<u8>>,
    pub first_look: bool,
}

impl ActiveModelBehavior for ActiveModel {}
