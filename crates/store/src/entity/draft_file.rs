//! Files of drafts, by version. They stay in the house.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub draft_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub hash: String,
    pub media: String,
    pub size: i64,
    pub name: String,
    #[sea_orm(belongs_to, from = "(draft_id, version)", to = "(draft_id, version)")]
    pub drafted: BelongsTo<super::draft_version::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
