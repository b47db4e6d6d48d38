//! Calendars, in versions: a target names the one it was counted in, so none is ever rewritten.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
    RelationTrait as _,
    sea_query::{Expr, ExprTrait as _, IntoCondition as _},
};
use souffleur_core::{id::CalendarId, text::Key};
use souffleur_sla::Calendar;

use crate::{
    entity::{calendar, calendar_version},
    error::{Error, Sound as _},
    instant::millis,
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "calendar";

/// A calendar at one of its versions.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCalendar {
    /// Its id, through all its versions.
    pub id: CalendarId,
    /// Its short name.
    pub key: Key,
    /// Which version this is; the first is 1.
    pub version: i32,
    /// Its hours.
    pub calendar: Calendar,
}

impl Reader {
    /// All calendars as they are now, by key.
    pub async fn calendars(&self) -> Result<Vec<StoredCalendar>, Error> {
        let rows = calendar::Entity::find()
            .join(JoinType::LeftJoin, current_version())
            .select_also(calendar_version::Entity)
            .order_by_asc(calendar::COLUMN.key);
        let current = |(row, version): (calendar::Model, Option<calendar_version::Model>)| {
            let version = version.sound(WHAT, &row.id)?;
            value(row, &version.definition)
        };
        rows.all(&self.conn()).await?.into_iter().map(current).collect()
    }

    /// A calendar as it was at a version.
    pub async fn calendar(&self, id: CalendarId, version: i32) -> Result<Option<StoredCalendar>, Error> {
        let found =
            calendar_version::Entity::find_by_id((id.raw(), version)).find_also_related(calendar::Entity);
        let Some((row, Some(calendar))) = found.one(&self.conn()).await? else { return Ok(None) };
        value(calendar::Model { version, ..calendar }, &row.definition).map(Some)
    }

    /// A calendar as it is now, by its key.
    pub async fn calendar_by_key(&self, key: &Key) -> Result<Option<StoredCalendar>, Error> {
        let row =
            calendar::Entity::find().filter(calendar::COLUMN.key.eq(key.as_str())).one(&self.conn()).await?;
        match row {
            Some(row) => self.calendar(CalendarId::new(row.id), row.version).await,
            None => Ok(None),
        }
    }
}

impl Tx {
    /// Stores a new calendar with its first version; a key that another uses is a conflict.
    pub async fn insert_calendar(&mut self, new: &StoredCalendar, now: Timestamp) -> Result<(), Error> {
        let row =
            calendar::Model { id: new.id.raw(), key: new.key.as_str().to_owned(), version: new.version };
        self.insert(row).await?;
        self.insert_calendar_version(new.id, new.version, &new.calendar, now).await
    }

    /// Stores a further version of a calendar and says its number.
    pub async fn save_calendar(
        &mut self,
        id: CalendarId,
        changed: &Calendar,
        now: Timestamp,
    ) -> Result<i32, Error> {
        let row =
            calendar::Entity::find_by_id(id.raw()).one(&self.conn()).await?.ok_or(Error::Missing(WHAT))?;
        let version = row.version + 1;
        self.insert_calendar_version(id, version, changed, now).await?;
        calendar::Entity::update_many()
            .set(calendar::ActiveModel { version: Set(version), ..Default::default() })
            .filter(calendar::COLUMN.id.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        Ok(version)
    }

    async fn insert_calendar_version(
        &mut self,
        id: CalendarId,
        version: i32,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<(), Error> {
        let definition = json::text(calendar, WHAT)?;
        let row = calendar_version::Model { calendar_id: id.raw(), version, definition, at: millis(now) };
        self.insert(row).await
    }
}

/// From a calendar to the version that it has now.
fn current_version() -> RelationDef {
    let version = (
        (calendar_version::Entity, calendar_version::Column::Version),
        (calendar::Entity, calendar::Column::Version),
    );
    let is_current = move |_, _| Expr::col(version.0).equals(version.1).into_condition();
    calendar_version::Relation::Calendar.def().rev().on_condition(is_current)
}

fn value(row: calendar::Model, definition: &str) -> Result<StoredCalendar, Error> {
    let id = CalendarId::new(row.id);
    let calendar = json::value(definition, WHAT, &id)?;
    Ok(StoredCalendar { id, key: Key::try_from(row.key).sound(WHAT, &id)?, version: row.version, calendar })
}
