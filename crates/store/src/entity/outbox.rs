//! Effects on their way out.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub payload: String,
    pub created_at: i64,
    pub next_attempt_at: i64,
    pub attempts: i32,
    pub delivered_at: Option<i64>,
    pub last_error: Option<String>,
    pub given_up_at: Option<i64>,
    pub state: String,
    pub question_id: Option<Uuid>,
    pub message_id: Option<Uuid>,
    pub letter: Option<String>,
    pub recipient: Option<String>,
    pub owner: Option<Uuid>,
    pub lease_until: Option<i64>,
    pub failing_since: Option<i64>,
    pub cause: Option<String>,
    pub step: Option<String>,
    pub server_reply: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
