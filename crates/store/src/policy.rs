//! SLA policies, in versions: a target names the one it follows, so none is ever rewritten.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
    RelationTrait as _,
    sea_query::{Expr, ExprTrait as _, IntoCondition as _},
};
use souffleur_core::{
    id::{CalendarId, PolicyId},
    text::Key,
};
use souffleur_sla::Policy;

use crate::{
    entity::{policy, policy_version},
    error::{Error, Sound as _},
    instant::millis,
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "policy";

/// A policy at one of its versions.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPolicy {
    /// Its id, through all its versions.
    pub id: PolicyId,
    /// Its short name.
    pub key: Key,
    /// Whether it applies where no other does.
    pub is_default: bool,
    /// Its place: policies are tried in ascending order, the default last.
    pub position: i32,
    /// Which version this is; the first is 1.
    pub version: i32,
    /// The calendar it is counted in.
    pub calendar: CalendarId,
    /// Its promises.
    pub policy: Policy,
}

impl Reader {
    /// All policies as they are now, in the order in which they are tried.
    pub async fn policies(&self) -> Result<Vec<StoredPolicy>, Error> {
        let rows = policy::Entity::find()
            .join(JoinType::LeftJoin, current_version())
            .select_also(policy_version::Entity)
            .order_by_asc(policy::COLUMN.is_default)
            .order_by_asc(policy::COLUMN.position)
            .order_by_asc(policy::COLUMN.key);
        let current = |(row, version): (policy::Model, Option<policy_version::Model>)| {
            let version = version.sound(WHAT, &row.id)?;
            value(row, &version)
        };
        rows.all(&self.conn()).await?.into_iter().map(current).collect()
    }

    /// A policy as it was at a version.
    pub async fn policy(&self, id: PolicyId, version: i32) -> Result<Option<StoredPolicy>, Error> {
        let found = policy_version::Entity::find_by_id((id.raw(), version)).find_also_related(policy::Entity);
        let Some((row, Some(policy))) = found.one(&self.conn()).await? else { return Ok(None) };
        value(policy::Model { version, ..policy }, &row).map(Some)
    }

    /// A policy as it is now, by its key.
    pub async fn policy_by_key(&self, key: &Key) -> Result<Option<StoredPolicy>, Error> {
        let row =
            policy::Entity::find().filter(policy::COLUMN.key.eq(key.as_str())).one(&self.conn()).await?;
        match row {
            Some(row) => self.policy(PolicyId::new(row.id), row.version).await,
            None => Ok(None),
        }
    }
}

impl Tx {
    /// Stores a new policy with its first version; a key that another uses is a conflict.
    pub async fn insert_policy(&mut self, new: &StoredPolicy, now: Timestamp) -> Result<(), Error> {
        let (id, key, version) = (new.id.raw(), new.key.as_str().to_owned(), new.version);
        let row = policy::Model { id, key, is_default: false, version, position: new.position };
        self.insert(row).await?;
        self.insert_policy_version(new, now).await?;
        if new.is_default { self.make_default(new.id).await } else { Ok(()) }
    }

    /// Stores a further version of a policy and says its number. The version that `changed` names is not looked at.
    pub async fn save_policy(&mut self, changed: &StoredPolicy, now: Timestamp) -> Result<i32, Error> {
        let row = policy::Entity::find_by_id(changed.id.raw()).one(&self.conn()).await?;
        let version = row.ok_or(Error::Missing(WHAT))?.version + 1;
        self.insert_policy_version(&StoredPolicy { version, ..changed.clone() }, now).await?;
        policy::Entity::update_many()
            .set(policy::ActiveModel { version: Set(version), ..Default::default() })
            .filter(policy::COLUMN.id.eq(changed.id.raw()))
            .exec(&self.conn())
            .await?;
        if changed.is_default {
            self.make_default(changed.id).await?;
        }
        Ok(version)
    }

    /// Moves a policy to another place in the order.
    pub async fn place_policy(&mut self, id: PolicyId, position: i32) -> Result<(), Error> {
        policy::Entity::update_many()
            .set(policy::ActiveModel { position: Set(position), ..Default::default() })
            .filter(policy::COLUMN.id.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// Applies a policy where no other does; one policy at a time is that.
    pub async fn make_default(&mut self, id: PolicyId) -> Result<(), Error> {
        policy::Entity::update_many()
            .col_expr(policy::Column::IsDefault, policy::COLUMN.id.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    async fn insert_policy_version(&mut self, new: &StoredPolicy, now: Timestamp) -> Result<(), Error> {
        let row = policy_version::Model {
            policy_id: new.id.raw(),
            version: new.version,
            calendar_id: new.calendar.raw(),
            definition: json::text(&new.policy, WHAT)?,
            at: millis(now),
        };
        self.insert(row).await
    }
}

/// From a policy to the version that it has now.
fn current_version() -> RelationDef {
    let version = (
        (policy_version::Entity, policy_version::Column::Version),
        (policy::Entity, policy::Column::Version),
    );
    let is_current = move |_, _| Expr::col(version.0).equals(version.1).into_condition();
    policy_version::Relation::Policy.def().rev().on_condition(is_current)
}

fn value(row: policy::Model, version: &policy_version::Model) -> Result<StoredPolicy, Error> {
    let id = PolicyId::new(row.id);
    Ok(StoredPolicy {
        id,
        key: Key::try_from(row.key).sound(WHAT, &id)?,
        is_default: row.is_default,
        position: row.position,
        version: row.version,
        calendar: CalendarId::new(version.calendar_id),
        policy: json::value(&version.definition, WHAT, &id)?,
    })
}
