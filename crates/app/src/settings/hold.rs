//! The hold of a restored desk, as it is shown, and its release by an administrator.

use jiff::Timestamp;
use souffleur_core::{Actor, event::SettingChange, permission::Action};
use souffleur_store::Hold;

use super::change::Change;
use crate::{app::App, error::Error};

/// What becomes of letters that were written before the copy was made and still wait in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// They are sent: the desk that was copied had not sent them.
    Send,
    /// They are marked as already sent: that desk went on and sent them.
    Drop,
}

impl Letters {
    /// Reads the name that forms and the command line use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "send" => Some(Self::Send),
            "drop" => Some(Self::Drop),
            _ => None,
        }
    }
}

/// A hold, as whoever decides on it sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldView {
    /// When the copy was put in place.
    pub since: Timestamp,
    /// When the copy was made.
    pub copy_of: Timestamp,
    /// How many letters wait that were written before that.
    pub letters: u64,
}

/// The hold that the desk is under, if it is.
pub async fn get(app: &App) -> Result<Option<HoldView>, Error> {
    let reader = app.store().read();
    let Some(Hold { since, copy_of }) = reader.held().await? else { return Ok(None) };
    Ok(Some(HoldView { since, copy_of, letters: reader.outbox_waiting_before(copy_of).await? }))
}

/// Ends the hold, and says how many letters were marked as already sent. A desk that is under none stays as it is.
pub async fn release(app: &App, actor: Actor, letters: Letters) -> Result<u64, Error> {
    actor.may(Action::ChangeSettings)?;
    let mut change = Change::begin(app, actor).await?;
    let Some(hold) = change.tx.held().await? else { return Ok(0) };
    let dropped = match letters {
        Letters::Send => 0,
        Letters::Drop => change.tx.settle_outbox_before(hold.copy_of, change.now).await?,
    };
    change.tx.end_hold(change.now).await?;
    change.note("hold", "restored", SettingChange::Removed);
    change.commit().await?;
    Ok(dropped)
}
