//! What the house calls a customer among itself: policies look at it. Promises that run keep their policy.

use souffleur_core::{Actor, event::What, id::QuestionId, permission::Action};

use super::opened::{Changed, Opened};
use crate::{
    app::App,
    error::{Error, Problems},
    intake::customer_tags,
};

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
    let mut opened = Opened::take(app, actor, Action::ChangeStatus, id, version).await?;
    let Opened { tx, ledger, question, .. } = &mut opened;
    let customer = tx.customer(question.customer).await?.ok_or(Error::NotFound)?;
    if customer.tags == tags {
        return Ok(Changed { version: question.version, status: question.status });
    }
    tx.save_customer_tags(customer.id, &tags).await?;
    ledger.note(What::CustomerTagged { customer: customer.id, tags });
    opened.save().await
}
