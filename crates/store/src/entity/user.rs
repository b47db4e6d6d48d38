//! Members of staff.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub role: String,
    pub language: Option<String>,
    pub voice_id: Option<Uuid>,
    pub active: bool,
    pub password_hash: Option<String>,
    pub capacity: Option<i32>,
    pub calendar_id: Option<Uuid>,
    pub created_at: i64,
    pub deputy_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
