//! Links that prove a typed address.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "address_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    pub question_id: Uuid,
    pub email: String,
    pub sent_by: Uuid,
    pub sent_at: i64,
    pub expires_at: i64,
    pub confirmed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
