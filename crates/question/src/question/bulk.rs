//! One step on many questions. Each is taken by itself, as if somebody had opened it: what can't be done to one holds up
//! no other, and is told.

use jiff::Timestamp;
use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{
    Actor,
    id::{QuestionId, TopicId},
    permission::Action,
};

use super::{Assign, AssignTo, assign, close, set_topic, snooze, tag_customer};

/// The most questions that one step is taken on.
pub const MOST: usize = 200;

/// What is done to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Give it to somebody.
    Assign {
        /// To whom.
        to: AssignTo,
        /// Why.
        reason: Option<String>,
    },
    /// Say what it is about.
    Topic(TopicId),
    /// Call its customer by one more tag.
    Tag(String),
    /// Close it, with the reason why no reply is needed where one is owed.
    Close(Option<String>),
    /// Put it out of sight until an instant.
    Snooze(Timestamp),
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Done {
    /// How many it was done to.
    pub done: usize,
    /// The numbers of the others, each with why not.
    pub refused: Vec<(i64, Error)>,
}

/// Does the same to each of these questions. An unknown one is passed over, as it is nothing that the actor could see.
pub async fn bulk(app: &App, actor: Actor, ids: &[QuestionId], deed: &Deed) -> Result<Done, Error> {
    actor.may(match deed {
        Deed::Assign { .. } | Deed::Topic(_) => Action::Assign,
        Deed::Tag(_) | Deed::Close(_) | Deed::Snooze(_) => Action::ChangeStatus,
    })?;
    if ids.is_empty() {
        return Err(Error::invalid("ids", Problem::Required));
    }
    if ids.len() > MOST {
        return Err(Error::invalid("ids", Problem::Number { least: 1, most: 200 }));
    }
    let mut outcome = Done::default();
    for id in ids {
        match Box::pin(one(app, actor, *id, deed)).await {
            Ok(()) => outcome.done += 1,
            // The store itself is the trouble: the next would fail too.
            Err(error @ Error::Internal(_)) => return Err(error),
            Err(Error::NotFound) => {}
            Err(error) => {
                let question = app.store().read().question(*id).await?.ok_or(Error::NotFound)?;
                outcome.refused.push((question.number, error));
            }
        }
    }
    Ok(outcome)
}

async fn one(app: &App, actor: Actor, id: QuestionId, deed: &Deed) -> Result<(), Error> {
    match deed {
        Deed::Assign { to, reason } => {
            let assign_to = Assign { to: *to, reason: reason.clone(), version: None };
            assign(app, actor, id, assign_to).await.map(drop)
        }
        Deed::Topic(topic) => set_topic(app, actor, id, *topic, None).await.map(drop),
        Deed::Tag(tag) => {
            let question = app.store().read().question(id).await?.ok_or(Error::NotFound)?;
            let customer = app.store().read().customer(question.customer).await?.ok_or(Error::NotFound)?;
            let mut tags: Vec<String> = customer.tags.iter().map(ToString::to_string).collect();
            tags.push(tag.clone());
            tag_customer(app, actor, id, tags, None).await.map(drop)
        }
        Deed::Close(reason) => close(app, actor, id, reason.clone(), None).await.map(drop),
        Deed::Snooze(until) => snooze(app, actor, id, *until).await,
    }
}
