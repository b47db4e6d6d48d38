//! A question follows another one, or is answered by itself again.

use souffleur_app::error::RelationProblem;
use souffleur_app::{
    App,
    access::allow,
    error::{Error, Problem},
    history::History,
    promise::waive_draft,
};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, permission::Action, question::Question};
use souffleur_store::Tx;

use crate::question::{
    followers::ask_again,
    transaction::{Changed, QuestionTx},
};

/// So many follow one question: what is said to more people than that is said in public.
pub const NOT_MORE: usize = 200;

/// What became of several questions that are to be answered together.
#[derive(Debug)]
pub struct Joined {
    /// The number of the one that leads.
    pub lead: i64,
    /// How many follow it now that did not before.
    pub joined: usize,
    /// The numbers of those that do not, each with why not.
    pub refused: Vec<(i64, Error)>,
}

/// Lets a question be answered with another one, which people call by its number. What was asked of its expert is asked no
/// more; what was promised to its customer is still promised.
pub async fn follow(
    app: &App,
    actor: Actor,
    id: QuestionId,
    number: i64,
    version: Option<i64>,
) -> Result<Changed, Error> {
    actor.may(Action::Relate)?;
    let lead = app.store().read().question_by_number(number).await?;
    let lead = lead.ok_or_else(|| Error::invalid("number", Problem::Unknown))?;
    // Whoever answers the one takes the same two in the same order.
    let mut tx = app.store().begin().await?;
    let lead = tx.question_for_update(lead.id).await?;
    let lead = allow(&tx, actor, Action::Relate, lead).await?;
    let mut opened = QuestionTx::lock_within(app, tx, actor, Action::Relate, id, version).await?;
    refuse(&opened.tx, &opened.question, &lead).await?;
    opened.question.lead = Some(lead.id);
    let QuestionTx { tx, history, now, question, .. } = &mut opened;
    let targets = tx.pending_targets(id).await?;
    waive_draft(tx, history, &targets, "with_another", *now).await?;
    history.note(EventKind::Followed { lead: lead.id, number: lead.number });
    let mut beside = History::new(app, actor, *now, lead.id);
    beside.note(EventKind::FollowerAdded { follower: id, number: question.number });
    beside.append(tx).await?;
    opened.commit().await
}

async fn refuse(tx: &Tx, question: &Question, lead: &Question) -> Result<(), Error> {
    let problem = if question.id == lead.id {
        Some(RelationProblem::Itself)
    } else if !question.status.is_open() {
        Some(RelationProblem::Done(question.number))
    } else if !lead.status.is_open() {
        Some(RelationProblem::Done(lead.number))
    } else if question.lead.is_some() {
        Some(RelationProblem::Follows(question.number))
    } else if lead.lead.is_some() {
        Some(RelationProblem::Follows(lead.number))
    } else if !tx.followers(question.id).await?.is_empty() {
        Some(RelationProblem::Leads(question.number))
    } else {
        None
    };
    if let Some(problem) = problem {
        return Err(Error::invalid("number", problem));
    }
    if tx.followers(lead.id).await?.len() >= NOT_MORE {
        return Err(Error::invalid("number", Problem::TooMany { most: NOT_MORE }));
    }
    Ok(())
}

/// Lets a question be answered by itself again: its expert is asked for a draft anew.
pub async fn leave(app: &App, actor: Actor, id: QuestionId, version: Option<i64>) -> Result<Changed, Error> {
    actor.may(Action::Relate)?;
    let mut opened = QuestionTx::lock(app, actor, Action::Relate, id, version).await?;
    let Some(lead) = opened.question.lead.take() else {
        return Err(Error::IllegalStep("the question is answered by itself already".to_owned()));
    };
    let QuestionTx { tx, history, now, question, .. } = &mut opened;
    let lead = tx.question(lead).await?.ok_or(Error::NotFound)?;
    history.note(EventKind::Unfollowed { lead: lead.id, number: lead.number, done: false });
    let mut beside = History::new(app, actor, *now, lead.id);
    beside.note(EventKind::FollowerRemoved { follower: id, number: question.number });
    beside.append(tx).await?;
    ask_again(app, tx, history, question).await?;
    opened.commit().await
}

/// Lets several questions be answered together. The one that leads others already leads all of them; else the oldest does.
pub async fn together(app: &App, actor: Actor, ids: &[QuestionId]) -> Result<Joined, Error> {
    actor.may(Action::Relate)?;
    let number = || Error::invalid("ids", Problem::Number { least: 2, most: 200 });
    if ids.len() > NOT_MORE {
        return Err(number());
    }
    let reader = app.store().read();
    let mut chosen: Vec<(Question, bool)> = Vec::new();
    for id in ids {
        if let Some(question) = reader.question(*id).await?
            && chosen.iter().all(|(known, _)| known.id != question.id)
        {
            let leads = !reader.followers(question.id).await?.is_empty();
            chosen.push((question, leads));
        }
    }
    if chosen.len() < 2 {
        return Err(number());
    }
    chosen.sort_by_key(|(question, leads)| {
        (!leads, !question.status.is_open(), question.lead.is_some(), question.number)
    });
    let lead = chosen.remove(0).0;
    let mut joined = Joined { lead: lead.number, joined: 0, refused: Vec::new() };
    for (question, _) in chosen {
        if question.lead == Some(lead.id) {
            continue;
        }
        match follow(app, actor, question.id, lead.number, None).await {
            Ok(_) => joined.joined += 1,
            Err(error @ Error::Internal(_)) => return Err(error),
            Err(error) => joined.refused.push((question.number, error)),
        }
    }
    Ok(joined)
}
