//! The lists of questions: the community manager's inbox, the expert's own, the supervisor's view of both.

use jiff::Timestamp;
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

use crate::{
    app::App,
    error::{Error, Problem, Problems},
    search::find,
    view::{InboxCounts, InboxRow, Page},
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

/// Lists questions, within what the actor may see.
pub async fn list(app: &App, actor: Actor, query: ListQuery) -> Result<Page<InboxRow>, Error> {
    let scope = scope(actor)?;
    if query.text.as_deref().is_some_and(|text| !text.trim().is_empty()) {
        let found = find(app, actor, &query).await?;
        let items = found.hits.into_iter().map(|hit| hit.row).collect();
        return Ok(Page { items, next: found.next });
    }
    let query = checked(scope, query, app.now())?;
    Ok(app.store().read().inbox(&query).await?)
}

/// Counts what a list without words has, within what the actor may see, up to so many.
pub async fn count(app: &App, actor: Actor, query: ListQuery, most: u64) -> Result<u64, Error> {
    let query = checked(scope(actor)?, query, app.now())?;
    Ok(app.store().read().count_inbox(&query, most).await?)
}

/// Counts the questions that the actor may see, for the folders of the inbox.
pub async fn counts(app: &App, actor: Actor) -> Result<InboxCounts, Error> {
    app.counted().counts(app, actor, scope(actor)?).await
}

/// What an actor may see of all questions.
pub(crate) fn scope(actor: Actor) -> Result<Scope, Error> {
    match (actor.reach(Action::ReadQuestions), actor.user()) {
        (AccessScope::Everything, _) => Ok(Scope::All),
        (AccessScope::Own, Some(user)) => Ok(Scope::Own(user)),
        (AccessScope::Own | AccessScope::Nothing, _) => Err(Error::Forbidden),
    }
}

fn checked(scope: Scope, query: ListQuery, now: Timestamp) -> Result<InboxQuery, Error> {
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
