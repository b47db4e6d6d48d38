//! What is left over: answers that were remembered for programs that ask twice, and questions of somebody who left
//! while the desk went down.

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use souffleur_app::{App, error::Error};
use souffleur_question::question::release;

use super::{
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

/// A program that asks again after so long means it.
const KEPT: SignedDuration = SignedDuration::from_hours(72);
/// How long one can read again what one was told, and go on with what one was writing.
const TOLD: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a file waits for the message that it was chosen for.
const UNSENT: SignedDuration = SignedDuration::from_hours(48);
/// How often to look.
const PERIOD: Duration = Duration::from_hours(1);

/// Clears away what is left over.
#[derive(Debug)]
pub struct Tidy;

impl Job for Tidy {
    fn name(&self) -> &'static str {
        "tidy"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::PerNode
    }

    fn pass<'a>(&'a self, running: &'a Running, _: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            pass(&running.app).await?;
            Ok(Next::After(PERIOD))
        })
    }
}

/// Throws away the bytes of files that nothing refers to: somebody chose them and then sent nothing.
async fn sweep(app: &App) -> Result<u64, Error> {
    let (vault, before, mut swept) = (&app.config().attachments.vault, app.now() - UNSENT, 0);
    let old = vault.untouched_since(before).await?;
    for some in old.chunks(200) {
        let kept = app.store().read().referenced(some).await?;
        for hash in some.iter().filter(|hash| !kept.contains(hash)) {
            swept += u64::from(vault.forget(hash, before).await?);
        }
    }
    Ok(swept)
}

/// Clears away what is left over, and says how much that was.
pub async fn pass(app: &App) -> Result<u64, Error> {
    let mut tx = app.store().begin().await?;
    let mut cleared = tx.forget_answers(app.now() - KEPT).await?;
    cleared += tx.forget_alerts(app.now() - TOLD).await?;
    cleared += tx.forget_unsent_before(app.now() - TOLD).await?;
    tx.commit().await?;
    cleared += sweep(app).await?;
    let settings = app.settings();
    for user in app.store().read().open_load().await?.into_keys().filter(|user| !settings.may_hold(*user)) {
        cleared += Box::pin(release(app, user)).await?;
    }
    Ok(cleared)
}
