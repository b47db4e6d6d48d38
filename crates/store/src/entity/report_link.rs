//! Links that show a report.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hash: Vec<u8>,
    pub name: String,
    pub filter: String,
    pub rolling_days: Option<i32>,
    pub made_by: Uuid,
    pub made_at: i64,
    pub last_used_at: Option<i64>,
    pub used: i64,
    pub revoked_at: Option<i64>,
    pub revoked_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
