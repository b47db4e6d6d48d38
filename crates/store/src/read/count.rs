//! The figures above the inbox. They count every question, so whoever shows them often keeps them for a while.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, Select, Statement,
    sea_query::{Expr, ExprTrait as _},
};
use souffleur_core::{id::UserId, question::Status};

use super::inbox::{Scope, literal, out_of_sight};
use crate::{
    entity::question,
    error::{Error, Sound as _},
    instant::{NEVER, millis},
    reader::Reader,
};

/// How many questions there are of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InboxCounts {
    /// On which somebody still owes the customer something.
    pub open: u64,
    /// Of these, how many the community managers have put out of their sight.
    pub snoozed: u64,
    /// Open, and past the due time of what is owed next.
    pub late: u64,
    /// Open, not late yet, and due before the day ends.
    pub due_today: u64,
    /// By status; one that no question has is absent.
    pub by_status: BTreeMap<Status, u64>,
}

/// In one statement, so that no question is counted twice or not at all. Of what is open, which is little, only the part of
/// the due index that has it is read; of what is done, only how many there are.
const COUNTS: &str = "SELECT status, COUNT(*) AS questions, COUNT(CASE WHEN next_due_at <= $1 THEN 1 END) AS late, \
     COUNT(CASE WHEN next_due_at > $1 AND next_due_at < $2 THEN 1 END) AS due_today FROM question \
     WHERE status IN ('new', 'assigned', 'drafted') AND next_due_at < {never}{own} GROUP BY status \
     UNION ALL SELECT status, COUNT(*) AS questions, 0 AS late, 0 AS due_today FROM question \
     WHERE status NOT IN ('new', 'assigned', 'drafted'){own} GROUP BY status";

impl Reader {
    /// Counts what a person may see. `today_ends` is the end of the day where they are.
    pub async fn counts(
        &self,
        scope: Scope,
        now: Timestamp,
        today_ends: Timestamp,
    ) -> Result<InboxCounts, Error> {
        let conn = self.conn();
        let mut values = vec![millis(now).into(), millis(today_ends).into()];
        let own = match scope {
            Scope::All => "",
            Scope::Own(expert) => {
                values.push(expert.raw().into());
                " AND expert_id = $3 AND lead_id IS NULL"
            }
        };
        let sql = COUNTS.replace("{own}", own).replace("{never}", &NEVER.to_string());
        let rows = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        let mut counts = InboxCounts::default();
        for row in conn.query_all_raw(rows).await? {
            let name: String = row.try_get("", "status")?;
            let status = Status::parse(&name).sound("status", &name)?;
            let number = |column| row.try_get::<i64>("", column).map(i64::unsigned_abs);
            let questions = number("questions")?;
            counts.by_status.insert(status, questions);
            if status.is_open() {
                counts.open += questions;
                counts.late += number("late")?;
                counts.due_today += number("due_today")?;
            }
        }
        counts.snoozed = self.count_snoozed(scope, now).await?;
        Ok(counts)
    }

    async fn count_snoozed(&self, scope: Scope, now: Timestamp) -> Result<u64, Error> {
        let open = Status::ALL.into_iter().filter(|status| status.is_open()).map(literal);
        let status = Expr::col((question::Entity, question::Column::Status));
        let mut select = question::Entity::find().filter(out_of_sight(now)).filter(status.is_in(open));
        if let Scope::Own(expert) = scope {
            select = own(select, expert);
        }
        Ok(select.count(&self.conn()).await?)
    }
}

/// What an expert has to do: what is answered with another question is done there.
fn own(select: Select<question::Entity>, expert: UserId) -> Select<question::Entity> {
    select.filter(question::COLUMN.expert_id.eq(expert.raw())).filter(question::COLUMN.lead_id.is_null())
}
