//! Answers already given.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub topic_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub is_public: bool,
    pub review_on: Option<String>,
    pub active: bool,
    pub version: i64,
    pub used: i64,
    pub last_used_at: Option<i64>,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
