//! What each version of a draft said.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub draft_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub body: String,
    pub at: i64,
    #[sea_orm(belongs_to, from = "draft_id", to = "id")]
    pub draft: BelongsTo<super::draft::Entity>,
    #[sea_orm(has_many)]
    pub files: HasMany<super::draft_file::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
