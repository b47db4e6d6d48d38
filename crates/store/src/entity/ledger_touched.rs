//! Questions whose lines are to be made anew.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_touched")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub question_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
