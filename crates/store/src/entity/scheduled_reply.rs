//! Replies that were decided upon and have not left yet.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scheduled_reply")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_id: Uuid,
    pub by: String,
    pub body: String,
    pub draft_id: Option<Uuid>,
    pub weight: String,
    pub version: i64,
    pub confirmed_leaks: bool,
    pub decided_at: i64,
    pub leaves_at: i64,
    pub stopped: Option<String>,
    pub files: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
