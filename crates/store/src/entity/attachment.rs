//! Files of public messages. No column names a member of staff.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub question_id: Uuid,
    pub message_id: Uuid,
    pub position: i32,
    pub hash: String,
    pub media: String,
    pub size: i64,
    pub name: String,
    #[sea_orm(belongs_to, from = "message_id", to = "id")]
    pub message: BelongsTo<super::message::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
