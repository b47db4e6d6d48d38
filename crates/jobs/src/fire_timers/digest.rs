//! A digest of a day, or the letter of a week: the next one is planned as soon as one goes.

use jiff::civil::Date;
use souffleur_app::Error;
use souffleur_core::alert::AlertKind;
use souffleur_insight::weekly;
use souffleur_question::alert::{plan_next_digest, send_digest};
use souffleur_store::{Timer, Tx};

use super::batch::Batch;

/// Writes the letters of a digest, to everybody or to one person.
pub(super) async fn send(
    tx: &mut Tx,
    batch: &mut Batch<'_>,
    timer: &Timer,
    (digest, day): (AlertKind, Date),
) -> Result<(), Error> {
    let Batch { app, settings, head, .. } = batch;
    if timer.user.is_none() {
        plan_next_digest(app, tx, settings, digest, head.now()).await?;
    }
    let letters = if digest == AlertKind::WeeklyReport {
        weekly::send(app, tx, head, settings, timer, day).await?
    } else {
        send_digest(app, tx, head, settings, timer, (digest, day)).await?
    };
    batch.post(letters);
    Ok(())
}
