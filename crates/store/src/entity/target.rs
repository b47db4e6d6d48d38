//! Promises on questions.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub question_id: Uuid,
    pub kind: String,
    pub state: String,
    pub set_at: i64,
    pub due_at: Option<i64>,
    pub met_at: Option<i64>,
    pub reason: Option<String>,
    pub expert_id: Option<Uuid>,
    pub policy_id: Uuid,
    pub policy_version: i32,
    pub calendar_id: Uuid,
    pub calendar_version: i32,
    #[sea_orm(belongs_to, from = "question_id", to = "id")]
    pub question: BelongsTo<super::question::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
