//! Colleagues who were asked, and what they wrote.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "side_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub author_id: Uuid,
    pub asked_by: Uuid,
    pub asked_at: i64,
    pub request: String,
    pub body: Option<String>,
    pub at: Option<i64>,
    #[sea_orm(belongs_to, from = "question_id", to = "id")]
    pub question: BelongsTo<super::question::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
