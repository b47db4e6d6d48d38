//! Who got a question, and why.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub question_id: Uuid,
    pub expert_id: Option<Uuid>,
    pub topic_id: Option<Uuid>,
    pub decided_by: String,
    pub confidence: Option<f64>,
    pub explanation: Option<String>,
    pub reason: Option<String>,
    pub by: String,
    pub at: i64,
    pub opened_at: Option<i64>,
    #[sea_orm(belongs_to, from = "question_id", to = "id")]
    pub question: BelongsTo<super::question::Entity>,
    #[sea_orm(belongs_to, from = "expert_id", to = "id")]
    pub expert: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
