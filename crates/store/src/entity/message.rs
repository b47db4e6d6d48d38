//! The public thread. No column names a member of staff.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub question_id: Uuid,
    pub author: String,
    pub voice_id: Option<Uuid>,
    pub body: String,
    pub at: i64,
    pub channel_at: Option<i64>,
    pub weight: String,
    pub channel: String,
    pub external_id: Option<String>,
    #[sea_orm(belongs_to, from = "question_id", to = "id")]
    pub question: BelongsTo<super::question::Entity>,
    #[sea_orm(has_many)]
    pub files: HasMany<super::attachment::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
