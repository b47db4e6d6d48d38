//! The hold of a restored desk, as it is shown, and its release by an administrator.

use jiff::Timestamp;
use souffleur_app::{App, error::Error};
use souffleur_core::{Actor, event::SettingChange, permission::Action, scheduled::StopReason};
use souffleur_question::question::stop_reply;
use souffleur_store::Hold;

use super::change::Change;

/// What becomes of letters and scheduled replies that are older than the copy and still wait in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// They are sent: the desk that was copied had not sent them.
    Send,
    /// Letters are marked as already sent: that desk went on and sent them. Whether it sent a reply as it was scheduled nobody
    /// knows here, so each is stopped and its text given back to its author.
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
    /// Letters that were written before that and wait.
    pub letters: u64,
    /// Replies that were decided upon before that and wait.
    pub replies: u64,
}

/// What a release kept from leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Released {
    /// Letters that were marked as already sent.
    pub letters: u64,
    /// Replies that were stopped.
    pub replies: u64,
}

/// The hold that the desk is under, if it is.
pub async fn get(app: &App) -> Result<Option<HoldView>, Error> {
    let reader = app.store().read();
    let Some(Hold { since, copy_of }) = reader.held().await? else { return Ok(None) };
    let letters = reader.outbox_waiting_before(copy_of).await?;
    let replies = reader.count_scheduled_replies_until(copy_of).await?;
    Ok(Some(HoldView { since, copy_of, letters, replies }))
}

/// Ends the hold, and says what was kept from leaving. A desk that is under none stays as it is.
pub async fn release(app: &App, actor: Actor, letters: Letters) -> Result<Released, Error> {
    actor.may(Action::ChangeSettings)?;
    let Some(hold) = app.store().read().held().await? else { return Ok(Released::default()) };
    let mut released = Released::default();
    if letters == Letters::Drop {
        // Before the hold ends, so that none leaves in between; a release that fails now can be repeated.
        for waiting in app.store().read().scheduled_replies_until(hold.copy_of).await? {
            released.replies += u64::from(stop_reply(app, &waiting, StopReason::Restored).await?);
        }
    }
    let mut change = Change::begin(app, actor).await?;
    if change.tx.held().await?.is_none() {
        return Ok(released);
    }
    if letters == Letters::Drop {
        released.letters = change.tx.settle_outbox_before(hold.copy_of, change.now).await?;
    }
    change.tx.end_hold(change.now).await?;
    change.note("hold", "restored", SettingChange::Removed);
    change.commit().await?;
    Ok(released)
}
