//! Two questions have to do with each other. Nothing follows from it but that each is shown beside the other.

use souffleur_app::{
    App,
    error::{Error, Problem},
    history::History,
};
use souffleur_app::{access::allow, error::RelationProblem};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, permission::Action, question::Question};
use souffleur_store::Tx;

/// Links a question with another one, which people call by its number.
pub async fn link(app: &App, actor: Actor, id: QuestionId, number: i64) -> Result<(), Error> {
    let (mut tx, one, other) = both(app, actor, id, number).await?;
    if one.id == other.id {
        return Err(Error::invalid("number", RelationProblem::Itself));
    }
    if tx.are_linked(one.id, other.id).await? {
        return Err(Error::invalid("number", RelationProblem::Linked(other.number)));
    }
    tx.link(&one, &other, app.now()).await?;
    let said = |of: &Question| EventKind::Linked { other: of.id, number: of.number };
    tell(app, actor, &mut tx, &one, said(&other)).await?;
    tell(app, actor, &mut tx, &other, said(&one)).await?;
    Ok(tx.commit().await?)
}

/// Removes a link.
pub async fn unlink(app: &App, actor: Actor, id: QuestionId, number: i64) -> Result<(), Error> {
    let (mut tx, one, other) = both(app, actor, id, number).await?;
    if !tx.unlink(&one, &other).await? {
        return Err(Error::IllegalStep("the two questions are not linked".to_owned()));
    }
    let said = |of: &Question| EventKind::Unlinked { other: of.id, number: of.number };
    tell(app, actor, &mut tx, &one, said(&other)).await?;
    tell(app, actor, &mut tx, &other, said(&one)).await?;
    Ok(tx.commit().await?)
}

async fn both(
    app: &App,
    actor: Actor,
    id: QuestionId,
    number: i64,
) -> Result<(Tx, Question, Question), Error> {
    actor.may(Action::Relate)?;
    let tx = app.store().begin().await?;
    let one = tx.question(id).await?;
    let one = allow(&tx, actor, Action::Relate, one).await?;
    let other = tx.question_by_number(number).await?;
    let other = other.ok_or_else(|| Error::invalid("number", Problem::Unknown))?;
    Ok((tx, one, other))
}

async fn tell(
    app: &App,
    actor: Actor,
    tx: &mut Tx,
    question: &Question,
    what: EventKind,
) -> Result<(), Error> {
    let mut history = History::new(app, actor, app.now(), question.id);
    history.note(what);
    history.append(tx).await
}
