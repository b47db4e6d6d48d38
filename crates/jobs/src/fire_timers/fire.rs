//! One transaction of the timer engine: claims what is due, has every timer its effect, writes the effects together.

use jiff::Timestamp;
use souffleur_app::{App, Error};
use souffleur_core::id::TimerId;
use souffleur_store::{Claimed, Tx};

use super::{batch::Batch, effect};

/// Fires at most so many timers, and says how many.
pub(super) async fn fire(app: &App, now: Timestamp, limit: u32) -> Result<u32, Error> {
    let mut tx = app.store().begin().await?;
    let claimed = tx.claim_timers(now, limit).await?;
    apply_effects(app, tx, now, claimed).await
}

/// Fires one timer, and says how many that were: none where somebody else has it.
pub(super) async fn fire_one(app: &App, now: Timestamp, id: TimerId) -> Result<u32, Error> {
    let mut tx = app.store().begin().await?;
    let claimed = tx.claim_timer(now, id).await?;
    tx.timer_works(id).await?;
    apply_effects(app, tx, now, claimed).await
}

async fn apply_effects(app: &App, mut tx: Tx, now: Timestamp, claimed: Claimed) -> Result<u32, Error> {
    if claimed.timers.is_empty() {
        return Ok(0);
    }
    let mut batch = Batch::new(app, now, claimed);
    let timers = batch.take_timers();
    for timer in &timers {
        effect::apply(&mut tx, &mut batch, timer).await?;
    }
    batch.write(&mut tx).await?;
    let fired: Vec<_> = timers.iter().map(|timer| timer.id).collect();
    tx.mark_fired(&fired, app.now()).await?;
    tx.commit().await?;
    batch.committed();
    Ok(u32::try_from(fired.len()).unwrap_or(u32::MAX))
}
