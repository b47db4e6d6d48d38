//! What people chose to be told of. Who chose nothing has no row.

use std::collections::HashMap;

use sea_orm::{EntityTrait as _, QueryFilter as _, sea_query::OnConflict};
use souffleur_core::{alert::AlertChoice, id::UserId};

use crate::{entity::alert_choice, error::Error, json, reader::Reader, tx::Tx};

const WHAT: &str = "alert choice";

impl Reader {
    /// What everybody chose; who chose nothing is absent.
    pub async fn alert_choices(&self) -> Result<HashMap<UserId, AlertChoice>, Error> {
        let rows = alert_choice::Entity::find().all(&self.conn()).await?;
        let value = |row: alert_choice::Model| {
            let id = UserId::new(row.user_id);
            Ok((id, json::value(&row.choice, WHAT, &id)?))
        };
        rows.into_iter().map(value).collect()
    }
}

impl Tx {
    /// Stores what somebody chose.
    pub async fn save_alert_choice(&mut self, user: UserId, choice: &AlertChoice) -> Result<(), Error> {
        let row = alert_choice::Model { user_id: user.raw(), choice: json::text(choice, WHAT)? };
        let latest = OnConflict::column(alert_choice::Column::UserId)
            .update_column(alert_choice::Column::Choice)
            .to_owned();
        let row: alert_choice::ActiveModel = row.into();
        alert_choice::Entity::insert(row).on_conflict(latest).exec_without_returning(&self.conn()).await?;
        Ok(())
    }

    /// Forgets what somebody chose: they are told as the house has it.
    pub async fn forget_alert_choice(&mut self, user: UserId) -> Result<(), Error> {
        alert_choice::Entity::delete_many()
            .filter(alert_choice::COLUMN.user_id.eq(user.raw()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}
