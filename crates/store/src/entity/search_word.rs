//! In how many questions each form of a word stands, about: what is taken out of a question is not taken back.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stem: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub form: String,
    pub written: String,
    pub questions: i64,
}

impl ActiveModelBehavior for ActiveModel {}
