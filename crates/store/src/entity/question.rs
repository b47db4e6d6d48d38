//! Questions, without their threads.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    pub token: String,
    pub version: i64,
    pub status: String,
    pub hidden_reason: Option<String>,
    pub visibility: String,
    pub channel: String,
    pub external_id: Option<String>,
    pub subject: Option<String>,
    pub language: String,
    pub topic_id: Option<Uuid>,
    pub customer_id: Uuid,
    pub voice_id: Uuid,
    pub expert_id: Option<Uuid>,
    pub asked_at: i64,
    pub changed_at: i64,
    pub next_due_at: i64,
    pub leaves_at: Option<i64>,
    pub snoozed_until: Option<i64>,
    pub lead_id: Option<Uuid>,
    pub merged_into: Option<Uuid>,
    #[sea_orm(belongs_to, from = "topic_id", to = "id")]
    pub topic: BelongsTo<Option<super::topic::Entity>>,
    #[sea_orm(belongs_to, from = "customer_id", to = "id")]
    pub customer: BelongsTo<super::customer::Entity>,
    #[sea_orm(belongs_to, from = "voice_id", to = "id")]
    pub voice: BelongsTo<super::voice::Entity>,
    #[sea_orm(belongs_to, from = "expert_id", to = "id")]
    pub expert: BelongsTo<Option<super::user::Entity>>,
    #[sea_orm(has_many)]
    pub side_drafts: HasMany<super::side_draft::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
