//! Proving who one is with a password.

use souffleur_app::{
    App,
    error::Error,
    health::Count,
    session::{self, SignedIn},
};
use souffleur_core::text::Email;

use super::password;

/// Starts a session. A wrong address, a wrong password and somebody who no longer works here are answered alike, and
/// after the same time.
pub async fn sign_in(app: &App, email: &str, password: &str) -> Result<SignedIn, Error> {
    let settings = app.settings();
    let email = Email::parse(email).ok();
    let user = email.and_then(|email| settings.users.iter().find(|user| user.active && user.email == email));
    let hash = match user {
        Some(user) => app.store().read().password_hash(user.id).await?,
        None => None,
    };
    let right = password::verify(password, hash).await?;
    let Some(user) = user.filter(|_| right) else {
        app.counters().add(Count::SignInFailed);
        return Err(Error::SignInRefused);
    };
    let mut tx = app.store().begin().await?;
    let signed_in = session::open(app, &mut tx, user.clone(), app.now()).await?;
    tx.commit().await?;
    Ok(signed_in)
}
