//! Durable timers. Claiming one and marking it fired belong in one transaction with its effect: so it fires once,
//! however many nodes look.

mod claim;
mod trouble;
mod value;

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, Statement};
use souffleur_core::id::{TargetId, TimerId};

use crate::{
    entity::timer,
    error::Error,
    instant::{instant, millis},
    notice::Notice,
    reader::Reader,
    tx::Tx,
};
pub use claim::Claimed;
pub(crate) use value::fired_kinds;
pub use value::{Timer, TimerKind};

impl Reader {
    /// When the next timer fires; those that are set aside have their own time.
    pub async fn next_timer_due(&self) -> Result<Option<Timestamp>, Error> {
        let waiting = self.in_line().await?;
        let sql =
            format!("SELECT timer.due_at FROM timer WHERE {waiting} ORDER BY timer.due_at, timer.id LIMIT 1");
        let conn = self.conn();
        let next = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
        next.map(|row| instant(row.try_get("", "due_at")?)).transpose()
    }
}

impl Reader {
    /// How late, in milliseconds, each timer fired that was due in a span of time; those that have not are left out.
    pub async fn lateness(&self, from: Timestamp, until: Timestamp) -> Result<Vec<f64>, Error> {
        const LATE: &str = "SELECT CAST(fired_at - due_at AS double precision) AS late FROM timer \
             WHERE due_at >= $1 AND due_at < $2 AND fired_at IS NOT NULL";
        let conn = self.conn();
        let values = [millis(from).into(), millis(until).into()];
        let late = Statement::from_sql_and_values(conn.get_database_backend(), LATE, values);
        let rows = conn.query_all_raw(late).await?;
        rows.iter().map(|row| Ok(row.try_get("", "late")?)).collect()
    }
}

impl Tx {
    /// Stores timers in one statement. Who waits for timers is told the earliest of them.
    pub async fn insert_timers(&mut self, new: &[Timer]) -> Result<(), Error> {
        let Some(earliest) = new.iter().map(|timer| timer.due_at).min() else { return Ok(()) };
        let rows = new.iter().map(value::row).collect::<Result<Vec<_>, _>>()?;
        self.add_all(rows).await?;
        self.notify_timers(earliest);
        Ok(())
    }

    /// Stores a timer that has a key, unless there is one of that key already: one that has not fired is moved to the
    /// new due time, one that has stays as it is. So everybody may plan it, and it fires once.
    pub async fn plan_timer(&mut self, timer: &Timer) -> Result<(), Error> {
        const PLAN: &str = "INSERT INTO timer (id, due_at, kind, target_id, question_id, user_id, share, data, key) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
             ON CONFLICT (key) WHERE key IS NOT NULL DO UPDATE SET due_at = excluded.due_at \
             WHERE timer.fired_at IS NULL AND timer.due_at <> excluded.due_at";
        let row = value::row(timer)?;
        let values = [
            row.id.into(),
            row.due_at.into(),
            row.kind.into(),
            row.target_id.into(),
            row.question_id.into(),
            row.user_id.into(),
            row.share.into(),
            row.data.into(),
            row.key.into(),
        ];
        let conn = self.conn();
        let plan = Statement::from_sql_and_values(conn.get_database_backend(), PLAN, values);
        if conn.execute_raw(plan).await?.rows_affected() > 0 {
            self.notify_timers(timer.due_at);
        }
        Ok(())
    }

    /// Forgets the timers of a promise that have not fired.
    pub async fn cancel_timers(&mut self, target: TargetId) -> Result<(), Error> {
        timer::Entity::delete_many()
            .filter(timer::COLUMN.target_id.eq(target.raw()))
            .filter(timer::COLUMN.fired_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// Remembers that timers have fired.
    pub async fn mark_fired(&mut self, fired: &[TimerId], now: Timestamp) -> Result<(), Error> {
        timer::Entity::update_many()
            .set(timer::ActiveModel { fired_at: Set(Some(millis(now))), ..Default::default() })
            .filter(timer::COLUMN.id.is_in(fired.iter().map(|id| id.raw())))
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    fn notify_timers(&mut self, due_at: Timestamp) {
        self.notify(Notice::Timers(Some(due_at)));
    }
}
