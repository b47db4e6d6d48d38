//! What people are told of.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alert")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub kind: String,
    pub question_id: Option<Uuid>,
    pub target_id: Option<Uuid>,
    pub at: i64,
    pub tell_at: i64,
    pub page: bool,
    pub browser: bool,
    pub mail_at: Option<i64>,
    pub mailed_at: Option<i64>,
    pub seen_at: Option<i64>,
    pub detail: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
