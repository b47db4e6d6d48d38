//! Timers whose effects fail: each is set aside and tried again by itself, later and later, so that it holds up none of
//! the others.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement, sea_query::OnConflict,
};
use souffleur_core::id::TimerId;

use crate::{
    entity::timer_trouble,
    error::Error,
    instant::{instant, millis},
    reader::Reader,
    tx::Tx,
};

/// The condition that leaves out what is set aside. Nearly always nothing is: then nobody needs to ask it.
pub(super) const NOT_SET_ASIDE: &str =
    "NOT EXISTS (SELECT 1 FROM timer_trouble WHERE timer_trouble.timer_id = timer.id)";
/// What is kept of an error, in characters.
const KEPT: usize = 500;

impl Reader {
    /// The ids of timers that are due and not set aside, earliest first: what a claim would take, unread.
    pub async fn due_timers(&self, now: Timestamp, limit: u32) -> Result<Vec<TimerId>, Error> {
        let conn = self.conn();
        let sql = format!(
            "SELECT timer.id FROM timer WHERE timer.fired_at IS NULL AND timer.due_at <= $1 AND {NOT_SET_ASIDE} \
             ORDER BY timer.due_at, timer.id LIMIT $2"
        );
        let values = [millis(now).into(), i64::from(limit).into()];
        let due = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        let rows = conn.query_all_raw(due).await?;
        rows.iter().map(|row| Ok(TimerId::new(row.try_get("", "id")?))).collect()
    }

    /// The timers that were set aside and are to be tried again by now, those that wait longest first.
    pub async fn timers_to_retry(&self, now: Timestamp, limit: u32) -> Result<Vec<TimerId>, Error> {
        let ids = timer_trouble::Entity::find()
            .select_only()
            .column(timer_trouble::Column::TimerId)
            .filter(timer_trouble::COLUMN.retry_at.lte(millis(now)))
            .order_by_asc(timer_trouble::COLUMN.retry_at)
            .limit(u64::from(limit));
        let ids: Vec<uuid::Uuid> = ids.into_tuple().all(&self.conn()).await?;
        Ok(ids.into_iter().map(TimerId::new).collect())
    }

    /// When the first timer that was set aside is tried again.
    pub async fn next_retry(&self) -> Result<Option<Timestamp>, Error> {
        let next = timer_trouble::Entity::find().order_by_asc(timer_trouble::COLUMN.retry_at);
        let next: Option<i64> =
            next.select_only().column(timer_trouble::Column::RetryAt).into_tuple().one(&self.conn()).await?;
        next.map(instant).transpose()
    }

    /// The condition under which a timer waits its turn with the others: that it has not fired, and where any is set
    /// aside, that it is not.
    pub(super) async fn in_line(&self) -> Result<String, Error> {
        const WAITING: &str = "timer.fired_at IS NULL";
        let any = self.next_retry().await?.is_some();
        Ok(if any { format!("{WAITING} AND {NOT_SET_ASIDE}") } else { WAITING.to_owned() })
    }

    /// How many timers are set aside because their effects fail.
    pub async fn timers_in_trouble(&self) -> Result<u64, Error> {
        Ok(timer_trouble::Entity::find().count(&self.conn()).await?)
    }
}

impl Tx {
    /// Sets a timer aside, once more or for the first time, and says how often it has failed by now. `pause` says after
    /// so many failures when it is tried again.
    pub async fn set_timer_aside(
        &mut self,
        id: TimerId,
        error: &str,
        retry_at: impl Fn(u32) -> Timestamp,
    ) -> Result<u32, Error> {
        let before = timer_trouble::Entity::find_by_id(id.raw()).one(&self.conn()).await?;
        let attempts = before.map_or(0, |row| row.attempts).saturating_add(1);
        let count = u32::try_from(attempts).unwrap_or(u32::MAX);
        let row = timer_trouble::ActiveModel {
            timer_id: Set(id.raw()),
            attempts: Set(attempts),
            retry_at: Set(millis(retry_at(count))),
            error: Set(error.chars().take(KEPT).collect()),
        };
        let latest = OnConflict::column(timer_trouble::Column::TimerId)
            .update_columns([
                timer_trouble::Column::Attempts,
                timer_trouble::Column::RetryAt,
                timer_trouble::Column::Error,
            ])
            .to_owned();
        timer_trouble::Entity::insert(row).on_conflict(latest).exec_without_returning(&self.conn()).await?;
        Ok(count)
    }

    /// The trouble with a timer is over.
    pub async fn timer_works(&mut self, id: TimerId) -> Result<(), Error> {
        timer_trouble::Entity::delete_many()
            .filter(timer_trouble::Column::TimerId.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}
