//! Questions whose due times are to be counted again.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recount")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_id: Uuid,
    pub why: String,
    pub attempts: i32,
    pub retry_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
