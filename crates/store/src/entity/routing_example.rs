//! What the router learns from.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_example")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub topic_id: Uuid,
    pub text: String,
    pub weight: f64,
    pub source: String,
    pub question_id: Option<Uuid>,
    pub at: i64,
    pub withdrawn_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
