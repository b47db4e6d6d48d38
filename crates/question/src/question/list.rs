//! The lists of questions: the community manager's inbox, the expert's own, the supervisor's view of both.

use jiff::Timestamp;
use souffleur_app::{
    App,
    error::Error,
    inbox_counts::Asking,
    snapshot::house_zone,
    view::{InboxCounts, InboxRow, Page},
};
use souffleur_core::Actor;

use crate::{
    listing::{ListQuery, checked, scope},
    search::find,
};

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
    let (scope, now) = (scope(actor)?, app.now());
    let (elapsed, end_of_day) = (app.clock().elapsed(), end_of_day(app, now));
    app.inbox_counts().counts(app.store(), Asking { actor, scope, now, elapsed, end_of_day }).await
}

/// The end of the desk's own day.
fn end_of_day(app: &App, now: Timestamp) -> Timestamp {
    let tomorrow =
        now.to_zoned(house_zone(&app.settings())).tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
    tomorrow.map_or(now, |tomorrow| tomorrow.timestamp())
}
