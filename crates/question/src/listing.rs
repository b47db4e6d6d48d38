//! Which questions a list has, and in which order: as it is asked for, and as the store is asked.

use jiff::Timestamp;
use souffleur_app::error::{Error, Problem, Problems};
use souffleur_core::{
    Actor,
    channel::Channel,
    id::{TopicId, UserId},
    permission::{AccessScope, Action},
    question::Status,
};
use souffleur_store::{
    Cursor,
    read::{InboxQuery, Scope, Sight, Sort},
};

/// The most rows that a page may have.
pub const MOST_ROWS: u32 = 200;
/// The rows of a page where no number is given.
const USUAL_ROWS: u32 = 50;

/// In which order questions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What is due first comes first.
    #[default]
    DueAt,
    /// What was asked last comes first.
    AskedAt,
    /// What fits best comes first, where words are looked for; else what is due first.
    Relevance,
}

/// Which questions are listed. Filters that are empty let everything pass.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// Those with one of these statuses.
    pub statuses: Vec<Status>,
    /// Those on this topic.
    pub topic: Option<TopicId>,
    /// Those that this expert holds.
    pub expert: Option<UserId>,
    /// Those that came by this channel.
    pub channel: Option<String>,
    /// Those in which these words stand; operators are understood, see [`crate::search`].
    pub text: Option<String>,
    /// Only those that are late.
    pub late: bool,
    /// Those that the community managers have put out of their sight: none of them, or only them; both where nothing is
    /// said.
    pub snoozed: Option<bool>,
    /// In which order.
    pub order: Order,
    /// Where the last page ended.
    pub after: Option<String>,
    /// How many; 50 where it is not said, never more than [`MOST_ROWS`].
    pub limit: Option<u32>,
}

/// What an actor may see of all questions.
pub(crate) fn scope(actor: Actor) -> Result<Scope, Error> {
    match (actor.reach(Action::ReadQuestions), actor.user()) {
        (AccessScope::Everything, _) => Ok(Scope::All),
        (AccessScope::Own, Some(user)) => Ok(Scope::Own(user)),
        (AccessScope::Own | AccessScope::Nothing, _) => Err(Error::Forbidden),
    }
}

pub(crate) fn checked(scope: Scope, query: ListQuery, now: Timestamp) -> Result<InboxQuery, Error> {
    let mut problems = Problems::default();
    let channel = problems.take_optional("channel", query.channel.as_deref(), Channel::parse);
    let after = query.after.as_deref().filter(|after| !after.is_empty());
    let after = after.and_then(|after| {
        let unknown = |_| Problem::Other("is not the cursor of a page".to_owned());
        problems.take("cursor", after.parse::<Cursor>().map_err(unknown))
    });
    problems.check()?;
    Ok(InboxQuery {
        scope,
        statuses: query.statuses,
        topic: query.topic,
        expert: query.expert,
        channel,
        late_at: query.late.then_some(now),
        sight: query.snoozed.map(|snoozed| if snoozed { Sight::Out(now) } else { Sight::In(now) }),
        // What is answered with another question is no work of its own for an expert.
        alone: matches!(scope, Scope::Own(_)),
        sort: match query.order {
            Order::DueAt | Order::Relevance => Sort::DueAt,
            Order::AskedAt => Sort::AskedAt,
        },
        after,
        limit: query.limit.unwrap_or(USUAL_ROWS).clamp(1, MOST_ROWS),
    })
}
