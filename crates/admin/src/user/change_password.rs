//! Changing one's own password.

use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{Actor, id::SessionId, permission::Action};

use super::{password, sessions, set_password::required};

/// Changes one's own password; every other session ends.
pub async fn change_password(
    app: &App,
    actor: Actor,
    current: &str,
    new: &str,
    keep: Option<SessionId>,
) -> Result<(), Error> {
    actor.may(Action::ChangeOwnProfile)?;
    required("current", current)?;
    let settings = app.settings();
    let user = actor.user().and_then(|id| settings.user(id)).ok_or(Error::Forbidden)?;
    password::check(new, &user.email, &user.name).await?.map_err(|error| Error::Invalid(vec![error]))?;
    let hash = app.store().read().password_hash(user.id).await?;
    if !password::verify(current, hash).await? {
        return Err(Error::invalid("current", Problem::WrongPassword));
    }
    let hash = password::hash(app, new).await?;
    let mut tx = app.store().begin().await?;
    tx.set_password(user.id, &hash).await?;
    sessions::end_all(&mut tx, user.id, keep, app.now()).await?;
    Ok(tx.commit().await?)
}
