//! SLA policies, with the number of their current version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub is_default: bool,
    pub version: i32,
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}
