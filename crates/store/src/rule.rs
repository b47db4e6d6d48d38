//! Explicit routing rules.

use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{
    id::{RuleId, UserId},
    rule::Rule,
};

use crate::{entity::rule, error::Error, json, reader::Reader, tx::Tx};

const WHAT: &str = "rule";

impl Reader {
    /// All rules, in the order in which they are tried.
    pub async fn rules(&self) -> Result<Vec<Rule>, Error> {
        let rows = rule::Entity::find().order_by_asc(rule::COLUMN.position).order_by_asc(rule::COLUMN.id);
        rows.all(&self.conn()).await?.iter().map(value).collect()
    }
}

impl Tx {
    /// Stores a new rule.
    pub async fn insert_rule(&mut self, new: &Rule) -> Result<(), Error> {
        let row = rule::Model {
            id: new.id.raw(),
            position: new.position,
            conditions: json::text(&new.when, WHAT)?,
            assign_to: new.assign_to.raw(),
        };
        self.insert(row).await
    }

    /// Stores what changed on a rule.
    pub async fn save_rule(&mut self, changed: &Rule) -> Result<(), Error> {
        let columns = rule::ActiveModel {
            position: Set(changed.position),
            conditions: Set(json::text(&changed.when, WHAT)?),
            assign_to: Set(changed.assign_to.raw()),
            ..Default::default()
        };
        let saved = rule::Entity::update_many().set(columns).filter(rule::COLUMN.id.eq(changed.id.raw()));
        if saved.exec(&self.conn()).await?.rows_affected == 0 { Err(Error::Missing(WHAT)) } else { Ok(()) }
    }

    /// Removes a rule.
    pub async fn delete_rule(&mut self, id: RuleId) -> Result<(), Error> {
        let deleted = rule::Entity::delete_by_id(id.raw()).exec(&self.conn()).await?;
        if deleted.rows_affected == 0 { Err(Error::Missing(WHAT)) } else { Ok(()) }
    }
}

fn value(row: &rule::Model) -> Result<Rule, Error> {
    let id = RuleId::new(row.id);
    let when = json::value(&row.conditions, WHAT, &id)?;
    Ok(Rule { id, position: row.position, when, assign_to: UserId::new(row.assign_to) })
}
