//! The questions around one: those that are answered with it, those that were asked twice, those that are linked. One
//! statement, from the few that are named to their rows, however many questions there are.

use sea_orm::{
    EntityTrait as _, QueryFilter as _,
    sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr, UnionType},
};
use souffleur_core::{id::QuestionId, question::Question};

use super::row::{InboxRow, Raw, rows, value};
use crate::{
    entity::{question, question_link},
    error::Error,
    reader::Reader,
};

/// How another question belongs to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It is the one whose answer this one gets.
    Lead,
    /// It gets the answer of this one.
    Follower,
    /// It is the one that this one was merged into.
    MergedInto,
    /// It was merged into this one.
    Merged,
    /// It is linked with this one.
    Linked,
}

/// A question beside another.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// How it belongs to it.
    pub relation: Relation,
    /// The question, as lists have it.
    pub row: InboxRow,
}

impl Reader {
    /// The questions around one, each once, by how they belong to it and by number.
    pub async fn related(&self, to: &Question) -> Result<Vec<Related>, Error> {
        let around = rows().filter(question::COLUMN.id.in_subquery(around(to)));
        let mut related = Vec::new();
        for raw in around.into_model::<Raw>().all(&self.conn()).await? {
            let row = value(raw)?;
            let relation = match () {
                () if to.lead == Some(row.id) => Relation::Lead,
                () if row.lead.is_some_and(|(lead, _)| lead == to.id) => Relation::Follower,
                () if to.merged_into == Some(row.id) => Relation::MergedInto,
                () if row.merged_into == Some(to.id) => Relation::Merged,
                () => Relation::Linked,
            };
            related.push(Related { relation, row });
        }
        related.sort_by_key(|one| (one.relation, one.row.number));
        Ok(related)
    }

    /// The questions that are answered with one, in the order of their numbers.
    pub async fn followers(&self, of: QuestionId) -> Result<Vec<InboxRow>, Error> {
        self.rows_where(question::COLUMN.lead_id.eq(of.raw())).await
    }

    /// The questions that were merged into one, in the order of their numbers.
    pub async fn merged_into(&self, one: QuestionId) -> Result<Vec<InboxRow>, Error> {
        self.rows_where(question::COLUMN.merged_into.eq(one.raw())).await
    }

    /// Whether two questions are linked.
    pub async fn are_linked(&self, one: QuestionId, other: QuestionId) -> Result<bool, Error> {
        let link = question_link::Entity::find()
            .filter(question_link::COLUMN.question_id.is_in([one.raw(), other.raw()]))
            .filter(question_link::COLUMN.other_id.is_in([one.raw(), other.raw()]));
        Ok(link.one(&self.conn()).await?.is_some())
    }

    async fn rows_where(&self, condition: SimpleExpr) -> Result<Vec<InboxRow>, Error> {
        let found = rows().filter(condition).into_model::<Raw>().all(&self.conn()).await?;
        let mut rows = found.into_iter().map(value).collect::<Result<Vec<_>, _>>()?;
        rows.sort_by_key(|row| row.number);
        Ok(rows)
    }
}

/// The ids around a question. Each part is found by an index of its own; one condition with all of them would be by none.
fn around(to: &Question) -> SelectStatement {
    let id = to.id.raw();
    let other = Alias::new("other");
    let named = |column: question::Column| {
        Query::select()
            .expr_as(Expr::col((other.clone(), question::Column::Id)), Alias::new("id"))
            .from_as(question::Entity, other.clone())
            .and_where(Expr::col((other.clone(), column)).eq(id))
            .take()
    };
    let linked = |from: question_link::Column, to: question_link::Column| {
        Query::select()
            .expr_as(Expr::col((question_link::Entity, to)), Alias::new("id"))
            .from(question_link::Entity)
            .and_where(Expr::col((question_link::Entity, from)).eq(id))
            .take()
    };
    let mut around = named(question::Column::LeadId);
    around.union(UnionType::All, named(question::Column::MergedInto));
    around.union(UnionType::All, linked(question_link::Column::QuestionId, question_link::Column::OtherId));
    around.union(UnionType::All, linked(question_link::Column::OtherId, question_link::Column::QuestionId));
    for one in [to.lead, to.merged_into].into_iter().flatten() {
        let itself = Query::select()
            .expr_as(Expr::col((other.clone(), question::Column::Id)), Alias::new("id"))
            .from_as(question::Entity, other.clone())
            .and_where(Expr::col((other.clone(), question::Column::Id)).eq(one.raw()))
            .take();
        around.union(UnionType::All, itself);
    }
    around
}
