//! Every version a calendar ever had.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub calendar_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub definition: String,
    pub at: i64,
    #[sea_orm(belongs_to, from = "calendar_id", to = "id")]
    pub calendar: BelongsTo<super::calendar::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
