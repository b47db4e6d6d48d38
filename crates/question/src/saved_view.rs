//! Lists of questions that people keep, for themselves or for everybody who reads the inbox.

use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
};
use souffleur_core::{
    Actor,
    id::{SavedViewId, UserId},
    permission::Action,
    saved_view::SavedView,
    text::Name,
};

/// The most lists that somebody keeps.
const MOST: usize = 30;
/// The longest filter that an address can hold.
const LONGEST: usize = 2_000;

/// The lists that an actor has, by name.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<SavedView>, Error> {
    let user = reader(actor)?;
    Ok(app.store().read().saved_views(user).await?)
}

/// Keeps a list under a name; another one of the same name of one's own is replaced.
pub async fn save(
    app: &App,
    actor: Actor,
    name: &str,
    filter: String,
    shared: bool,
) -> Result<SavedView, Error> {
    let owner = reader(actor)?;
    let mut problems = Problems::default();
    let name = problems.take("view_name", Name::parse(name));
    if filter.len() > LONGEST {
        problems.note("view_name", Problem::TooFar);
    }
    problems.check()?;
    // A problem was noted where there is no name.
    let name = name.ok_or(Error::NotFound)?;
    let kept = app.store().read().saved_views(owner).await?;
    let own = kept.iter().filter(|view| view.owner == owner && view.name != name).count();
    if own >= MOST {
        return Err(Error::invalid("view_name", Problem::Number { least: 0, most: 30 }));
    }
    let view = SavedView { id: app.id(app.now()), owner, name, filter, shared };
    let mut tx = app.store().begin().await?;
    tx.save_view(&view).await?;
    tx.commit().await?;
    Ok(view)
}

/// Removes a list of one's own.
pub async fn remove(app: &App, actor: Actor, id: SavedViewId) -> Result<(), Error> {
    let owner = reader(actor)?;
    let mut tx = app.store().begin().await?;
    if !tx.remove_view(id, owner).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

fn reader(actor: Actor) -> Result<UserId, Error> {
    actor.may(Action::ReadQuestions)?;
    actor.user().ok_or(Error::Forbidden)
}
