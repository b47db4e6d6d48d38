//! The figures above the inbox. They count every question, so whoever shows them often keeps them for a while.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{
    EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _, Select,
    sea_query::{CaseStatement, Expr, ExprTrait as _, SimpleExpr},
};
use souffleur_core::{id::UserId, question::Status};

use super::inbox::{Scope, literal, out_of_sight};
use crate::{
    entity::question,
    error::{Error, Sound as _},
    instant::millis,
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

impl Reader {
    /// Counts what a person may see. `today_ends` is the end of the day where they are.
    pub async fn counts(
        &self,
        scope: Scope,
        now: Timestamp,
        today_ends: Timestamp,
    ) -> Result<InboxCounts, Error> {
        let due = || Expr::col(question::Column::NextDueAt);
        let late = due().lte(millis(now));
        let today = due().gt(millis(now)).and(due().lt(millis(today_ends)));
        let mut select = question::Entity::find()
            .select_only()
            .column(question::Column::Status)
            .expr_as(Expr::col(question::Column::Id).count(), "questions")
            .expr_as(count_where(late), "late")
            .expr_as(count_where(today), "due_today")
            .group_by(question::Column::Status);
        if let Scope::Own(expert) = scope {
            select = own(select, expert);
        }
        let rows: Vec<(String, i64, i64, i64)> = select.into_tuple().all(&self.conn()).await?;
        let mut counts = InboxCounts::default();
        for (name, questions, late, due_today) in rows {
            let status = Status::parse(&name).sound("status", &name)?;
            counts.by_status.insert(status, questions.unsigned_abs());
            if status.is_open() {
                counts.open += questions.unsigned_abs();
                counts.late += late.unsigned_abs();
                counts.due_today += due_today.unsigned_abs();
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

fn count_where(condition: SimpleExpr) -> SimpleExpr {
    Expr::expr(CaseStatement::new().case(condition, Expr::val(1))).count()
}
