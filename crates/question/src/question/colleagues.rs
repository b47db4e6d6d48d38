//! Everybody whom a question may be given to, with what one wants to know before giving it: what they know, whether they
//! are there, how much they have on their hands.

use serde::{Deserialize, Serialize};
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    id::{TopicId, UserId},
    permission::Action,
    presence::Presence,
    text::Name,
};

use crate::routing::everybody;

/// An expert, as a colleague sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Who it is.
    pub id: UserId,
    /// What they are called.
    pub name: Name,
    /// Topics they draft on; the first is best known.
    pub topics: Vec<TopicId>,
    /// Open questions now.
    pub open: u32,
    /// Open questions at once; no limit where none was set.
    pub capacity: Option<u32>,
    /// Whether they are at their desk.
    pub presence: Presence,
}

/// Everybody who may hold a question, by name.
pub async fn colleagues(app: &App, actor: Actor) -> Result<Vec<Colleague>, Error> {
    actor.may(Action::Assign)?;
    let settings = app.settings();
    let facts = everybody(app, &settings, app.now()).await?;
    let mut colleagues: Vec<Colleague> = facts
        .into_iter()
        .filter_map(|facts| {
            let name = settings.user(facts.user)?.name.clone();
            let (id, topics, open) = (facts.user, facts.topics, facts.open);
            Some(Colleague { id, name, topics, open, capacity: facts.capacity, presence: facts.presence })
        })
        .collect();
    colleagues.sort_by_key(|colleague| colleague.name.to_lowercase());
    Ok(colleagues)
}
