//! Whom questions went to first. What was imported was never given to anybody by this desk.

use std::collections::HashMap;

use sea_orm::{EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::{
    assignment::DecidedBy,
    channel::Channel,
    id::{QuestionId, TopicId, UserId},
    metric::FirstAssignment,
};
use uuid::Uuid;

use crate::{
    entity::assignment,
    error::{Error, Sound as _},
    reader::Reader,
};

/// Joins the first assignment of the question `q`, where it is not imported.
pub(super) fn join() -> String {
    format!(
        "LEFT JOIN assignment a ON q.channel <> '{}' AND a.id = \
         (SELECT f.id FROM assignment f WHERE f.question_id = q.id ORDER BY f.id LIMIT 1)",
        Channel::IMPORT
    )
}

/// What of an assignment is a choice.
#[derive(Debug, FromQueryResult)]
pub(super) struct ChoiceRow {
    question_id: Uuid,
    decided_by: Option<String>,
    expert_id: Option<Uuid>,
    topic_id: Option<Uuid>,
    confidence: Option<f64>,
}

impl ChoiceRow {
    /// None where nobody was given the question.
    pub(super) fn choice(self) -> Result<Option<FirstAssignment>, Error> {
        let Some(decided_by) = self.decided_by else { return Ok(None) };
        Ok(Some(FirstAssignment {
            decided_by: DecidedBy::parse(&decided_by).sound("assignment", &self.question_id)?,
            expert: self.expert_id.map(UserId::new),
            topic: self.topic_id.map(TopicId::new),
            confidence: self.confidence.map(thousandths),
        }))
    }
}

impl Reader {
    /// The first assignments of some questions.
    pub(super) async fn choices_of(
        &self,
        questions: impl IntoIterator<Item = QuestionId>,
    ) -> Result<HashMap<QuestionId, FirstAssignment>, Error> {
        let rows = assignment::Entity::find()
            .select_only()
            .columns([
                assignment::Column::QuestionId,
                assignment::Column::DecidedBy,
                assignment::Column::ExpertId,
                assignment::Column::TopicId,
                assignment::Column::Confidence,
            ])
            .filter(assignment::COLUMN.question_id.is_in(questions.into_iter().map(QuestionId::raw)))
            .order_by_asc(assignment::COLUMN.id)
            .into_model::<ChoiceRow>();
        let mut choices = HashMap::new();
        for row in rows.all(&self.conn()).await? {
            let question = QuestionId::new(row.question_id);
            if let Some(choice) = row.choice()? {
                choices.entry(question).or_insert(choice);
            }
        }
        Ok(choices)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1,000")]
fn thousandths(confidence: f64) -> u16 {
    (confidence.clamp(0.0, 1.0) * 1000.0).round() as u16
}
