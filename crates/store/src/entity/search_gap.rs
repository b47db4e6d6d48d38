//! Numbers below the search index's cursor whose question had not been there.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_gap")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
}

impl ActiveModelBehavior for ActiveModel {}
