//! A probe of the database: a row is written through the real writer, committed, and read back.

use sea_orm::{EntityTrait as _, sea_query::Expr};

use crate::{entity::desk, error::Error, store::Store};

impl Store {
    /// Writes a row and reads it back on another connection.
    pub async fn probe(&self) -> Result<(), Error> {
        let tx = self.begin().await?;
        desk::Entity::update_many()
            .col_expr(desk::Column::SettingsVersion, Expr::col(desk::Column::SettingsVersion).into())
            .exec(&tx.conn())
            .await?;
        tx.commit().await?;
        self.read().desk().await.map(drop)
    }
}
