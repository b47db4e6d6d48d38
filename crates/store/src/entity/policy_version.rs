//! Every version a policy ever had.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub policy_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub calendar_id: Uuid,
    pub definition: String,
    pub at: i64,
    #[sea_orm(belongs_to, from = "policy_id", to = "id")]
    pub policy: BelongsTo<super::policy::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
