//! What a spreadsheet shows beside the lines of a report: the customer and subject of each question.

use std::collections::HashMap;

use sea_orm::{EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _, RelationTrait as _};
use souffleur_core::id::QuestionId;
use uuid::Uuid;

use super::view::LedgerView;
use crate::{
    entity::{customer, question},
    error::Error,
};

/// The customer and the subject of a question, as they are now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionNames {
    /// What the customer is called.
    pub customer: String,
    /// The line above the question, where there is one.
    pub subject: Option<String>,
}

impl LedgerView {
    /// The names of some questions, read from the same state of the database as the lines.
    pub async fn question_names(
        &self,
        questions: &[QuestionId],
    ) -> Result<HashMap<QuestionId, QuestionNames>, Error> {
        let mut ids: Vec<Uuid> = questions.iter().map(|id| id.raw()).collect();
        ids.sort_unstable();
        ids.dedup();
        let rows: Vec<(Uuid, String, Option<String>)> = question::Entity::find()
            .select_only()
            .column(question::Column::Id)
            .column(customer::Column::Name)
            .column(question::Column::Subject)
            .join(JoinType::InnerJoin, question::Relation::Customer.def())
            .filter(question::COLUMN.id.is_in(ids))
            .into_tuple()
            .all(&self.reader.conn())
            .await?;
        let named = |(id, customer, subject)| (QuestionId::new(id), QuestionNames { customer, subject });
        Ok(rows.into_iter().map(named).collect())
    }
}
