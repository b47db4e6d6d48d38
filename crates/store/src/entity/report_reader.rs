//! Who gets the letter of the week.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_reader")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub chosen_by: Uuid,
    pub chosen_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
