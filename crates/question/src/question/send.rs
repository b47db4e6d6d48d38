//! Sending, as pages and programs do it: at once, in the seconds in which it can be taken back, or at an hour of its own, and
//! to everybody who asked the same.

use jiff::Timestamp;
use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{Actor, id::QuestionId, message::MessageKind, permission::Action};

use super::{
    NOT_MORE,
    reply::{Replied, Reply, reply},
    same::{Also, Copied, SentAlso, chosen, send_also},
    schedule::{UNDO, schedule},
};

/// When a reply leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// At once, unless others get the same.
    Now,
    /// When it can be taken back no longer.
    Soon,
    /// At an hour that was chosen.
    At(Timestamp),
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// It was said.
    Said(Replied),
    /// It waits.
    Waits {
        /// Until then.
        leaves_at: Timestamp,
        /// Who else gets the text.
        also: SentAlso,
    },
}

/// Sends a reply, and the same text to those of the others who asked the same that were chosen. A message that asks for
/// patience goes to nobody else.
pub async fn send(
    app: &App,
    actor: Actor,
    id: QuestionId,
    input: Reply,
    leaves: Leaves,
    also: &[Also],
) -> Result<Sent, Error> {
    actor.may(Action::Reply)?;
    if also.len() > NOT_MORE {
        return Err(Error::invalid("also", Problem::Number { least: 0, most: 200 }));
    }
    let also = if input.weight == MessageKind::Reply { also } else { &[] };
    let also = chosen(app, id, also).await?;
    let (text, files, confirmed_leaks) = (input.body.clone(), input.files.clone(), input.confirmed_leaks);
    let leaves_at = match leaves {
        Leaves::Now if also.is_empty() => return reply(app, actor, id, input).await.map(Sent::Said),
        // An answer that has left leads nobody any more: those who get the same must be sent theirs before it.
        Leaves::Now | Leaves::Soon => app.now() + UNDO,
        Leaves::At(at) => at,
    };
    schedule(app, actor, id, input, leaves_at).await?;
    if also.is_empty() {
        return Ok(Sent::Waits { leaves_at, also: SentAlso::default() });
    }
    let text = Copied { body: &text, files: &files, confirmed_leaks };
    let also = send_also(app, actor, id, text, &also, leaves_at).await?;
    Ok(Sent::Waits { leaves_at, also })
}
