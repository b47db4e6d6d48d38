//! A line for each promise to reply that has ended.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub promise_id: Uuid,
    pub question_id: Uuid,
    pub number: i64,
    pub is_first: bool,
    pub asked_at: i64,
    pub time_zone: String,
    pub day: i32,
    pub hour: i32,
    pub topic_id: Option<Uuid>,
    pub expert_id: Option<Uuid>,
    pub channel: String,
    pub language: String,
    pub policy_id: Uuid,
    pub policy_version: i32,
    pub calendar_id: Uuid,
    pub calendar_version: i32,
    pub due_at: Option<i64>,
    pub assigned_at: Option<i64>,
    pub drafted_at: Option<i64>,
    pub decided_at: Option<i64>,
    pub replied_at: Option<i64>,
    pub outcome: String,
    pub assign_working: Option<i64>,
    pub assign_real: Option<i64>,
    pub draft_working: Option<i64>,
    pub draft_real: Option<i64>,
    pub approve_working: Option<i64>,
    pub approve_real: Option<i64>,
    pub reply_working: Option<i64>,
    pub reply_real: Option<i64>,
    pub spent_assignment: i64,
    pub spent_expert: i64,
    pub spent_approval: i64,
    pub spent_sending: i64,
    pub late: Option<String>,
    pub fate: Option<String>,
    pub returned: bool,
    pub reopened: bool,
    pub held: bool,
    pub house_paused_seconds: i64,
    pub hit: Option<bool>,
    pub thanked: bool,
    pub chosen_by: Option<String>,
    pub first_expert_id: Option<Uuid>,
    pub first_topic_id: Option<Uuid>,
    /// In thousandths.
    pub confidence: Option<i32>,
    pub author_id: Option<Uuid>,
    /// Whether the sums have it; one that they do not have is marked.
    pub counted: bool,
}

impl ActiveModelBehavior for ActiveModel {}
