//! The spellings without one letter under which a word is found.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_near")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub spelling: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stem: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub form: String,
}

impl ActiveModelBehavior for ActiveModel {}
