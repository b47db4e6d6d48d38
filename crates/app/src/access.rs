//! Who may see and do what on one question: the table of permissions, asked for a question at hand.

use souffleur_core::{
    Actor,
    permission::{AccessScope, Action},
    question::{Question, Token},
};
use souffleur_store::Reader;

use crate::{context::App, error::Error};

/// Refuses what is not an actor's to do, and hides from them that a question is there which they may not know of.
pub async fn allow(
    reader: &Reader,
    actor: Actor,
    action: Action,
    question: Option<Question>,
) -> Result<Question, Error> {
    let question = question.ok_or(Error::NotFound)?;
    let asked = match actor.reach(Action::ReadQuestions) {
        AccessScope::Nothing => {
            actor.may_on(action, question.assignee).map_err(|_| Error::NotFound)?;
            false
        }
        AccessScope::Own | AccessScope::Everything => sees(reader, actor, &question).await? == Sight::AsAsked,
    };
    if asked {
        actor.may_as_asked(action)?;
    } else {
        actor.may_on(action, question.assignee)?;
    }
    Ok(question)
}

/// Why an actor may see a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// It is within their reach.
    Reach,
    /// They were asked about it.
    AsAsked,
}

/// Why an actor sees a question; who does not is told that there is none.
pub async fn sees(reader: &Reader, actor: Actor, question: &Question) -> Result<Sight, Error> {
    if actor.may_on(Action::ReadQuestions, question.assignee).is_ok() {
        return Ok(Sight::Reach);
    }
    actor.may_as_asked(Action::ReadQuestions).map_err(|_| Error::NotFound)?;
    let user = actor.user().ok_or(Error::NotFound)?;
    let asked = reader.side_draft(question.id, user).await?;
    asked.map(|_| Sight::AsAsked).ok_or(Error::NotFound)
}

/// Refuses a customer's link that leads to no question.
pub async fn known_link(app: &App, token: &Token) -> Result<(), Error> {
    let question = app.store().read().question_by_token(&app.token_hash(token)).await?;
    question.map(|_| ()).ok_or(Error::NotFound)
}
