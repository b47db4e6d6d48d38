//! What was seen of an expert on a topic.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: Uuid,
    pub sent: f64,
    pub kept: f64,
    pub chosen: f64,
    pub returned: f64,
    pub passed: f64,
    pub lately: f64,
    pub last_sent_at: Option<i64>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
