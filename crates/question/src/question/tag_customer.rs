//! What the house calls a customer among itself: policies look at it. Where another one applies now, the promises that
//! run move: those of this question at once, those of the customer's other questions right after.

use souffleur_app::{
    App,
    error::{Error, Problems},
};
use souffleur_core::{
    Actor,
    event::{EventKind, RescheduleReason},
    id::QuestionId,
    permission::Action,
};

use super::transaction::{Changed, QuestionTx};
use crate::customer_tags::customer_tags;

/// Calls the customer of a question by these tags, and no others.
pub async fn tag_customer(
    app: &App,
    actor: Actor,
    id: QuestionId,
    tags: Vec<String>,
    version: Option<i64>,
) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let mut problems = Problems::default();
    let tags = customer_tags(&mut problems, "tags", &tags);
    problems.check()?;
    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, version).await?;
    let QuestionTx { tx, history, question, .. } = &mut opened;
    let customer = tx.customer(question.customer).await?.ok_or(Error::NotFound)?;
    if customer.tags == tags {
        return Ok(Changed { version: question.version, status: question.status });
    }
    tx.save_customer_tags(customer.id, &tags).await?;
    tx.recount_customer(customer.id, id).await?;
    history.note(EventKind::CustomerTagged { customer: customer.id, tags });
    opened.recount(RescheduleReason::Tags).await?;
    opened.commit().await
}
