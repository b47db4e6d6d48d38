//! One approved text, sent to each of those who asked the same: a reply of its own to each, by the ordinary way, which can be
//! taken back for as long, is signed by their own voice, calls them by their own name, and meets their own promise.

use jiff::Timestamp;
use souffleur_app::{
    App,
    error::{Error, Problem},
    history::History,
};
use souffleur_core::{
    Actor, attachment::Attachment, event::EventKind, id::QuestionId, message::MessageKind,
    outgoing::Decision, permission::Action, scheduled::ScheduledReply,
};

use super::crowd::{Crowd, WhyNot};
use crate::question::{get, save_changed, waiting::make_way};

/// Somebody to whom the text is to be sent as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Also {
    /// Their question.
    pub question: QuestionId,
    /// When its thread was last spoken in, as whoever decides saw it.
    pub seen: Timestamp,
}

/// What is sent as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copied<'a> {
    /// The text as it was written, with its variables.
    pub(crate) body: &'a str,
    /// The files that go with it.
    pub(crate) files: &'a [Attachment],
    /// The community manager has seen whom of the house it names, and means it.
    pub(crate) confirmed_leaks: bool,
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentAlso {
    /// How many replies leave beside the first.
    pub sent: usize,
    /// Who gets none of it, and why.
    pub left_out: Vec<LeftOut>,
}

/// Somebody who does not get the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The number of their question.
    pub number: i64,
    /// Why.
    pub why: WhyNot,
}

/// A question that a text is to be sent to as well, with its number.
pub(crate) struct Chosen {
    also: Also,
    number: i64,
}

/// Looks up what these questions are called, before anything is sent: one that does not exist is refused.
pub(crate) async fn chosen(app: &App, lead: QuestionId, also: &[Also]) -> Result<Vec<Chosen>, Error> {
    let reader = app.store().read();
    let followers = if also.is_empty() { vec![] } else { reader.followers(lead).await? };
    let mut chosen: Vec<Chosen> = Vec::with_capacity(also.len());
    for also in also {
        if chosen.iter().any(|other| other.also.question == also.question) {
            continue;
        }
        let number = match followers.iter().find(|row| row.id == also.question) {
            Some(row) => row.number,
            // It followed when it was chosen, perhaps; who sends is told that it gets nothing.
            None => match reader.question(also.question).await? {
                Some(question) => question.number,
                None => return Err(Error::invalid("also", Problem::Unknown)),
            },
        };
        chosen.push(Chosen { also: *also, number });
    }
    Ok(chosen)
}

/// Decides that each of these gets the text too, at the same instant. All is written down at once, so nothing that was said
/// to be sent is lost; each leaves by itself, and meets its own promise then.
pub(crate) async fn send_also(
    app: &App,
    actor: Actor,
    lead: QuestionId,
    text: Copied<'_>,
    also: &[Chosen],
    leaves_at: Timestamp,
) -> Result<SentAlso, Error> {
    actor.may(Action::Reply)?;
    // Nobody but a community manager gets any further.
    Decision::by(actor)?;
    let view = get(app, actor, lead).await?;
    let (now, mut outcome) = (app.now(), SentAlso::default());
    let mut tx = app.store().begin().await?;
    let followers = tx.followers(lead).await?;
    let crowd = Crowd { app, view: &view, followers: &followers };
    for Chosen { also, number } in also {
        let addressed = match followers.iter().find(|row| row.id == also.question) {
            Some(row) => crowd.text_for(row, text.body, also.seen).map(|body| (row, body)),
            None => Err(WhyNot::Apart),
        };
        let (row, body) = match addressed {
            Ok(addressed) => addressed,
            Err(why) => {
                outcome.left_out.push(LeftOut { number: *number, why });
                continue;
            }
        };
        let Some(question) = tx.question_for_update(row.id).await? else { continue };
        // The rows were read before the question was this transaction's. Whoever is left out keeps the reply that was stopped there.
        let way = if question.version == row.version {
            make_way(app, &mut tx, actor, row.id).await
        } else {
            Err(Error::Stale { current: question.version })
        };
        let why = match way {
            Ok(()) => None,
            Err(Error::ReplyWaits { .. }) => Some(WhyNot::Waits),
            Err(Error::Stale { .. }) => Some(WhyNot::WroteAgain),
            Err(error) => return Err(error),
        };
        if let Some(why) = why {
            outcome.left_out.push(LeftOut { number: *number, why });
            continue;
        }
        let mut history = History::new(app, actor, now, row.id);
        history.note(EventKind::ReplyScheduled { leaves_at });
        let version = save_changed(app, &mut tx, &mut history, &question).await?;
        history.append(&mut tx).await?;
        let scheduled = ScheduledReply {
            question: row.id,
            by: actor,
            body,
            draft: None,
            files: text.files.to_vec(),
            weight: MessageKind::Reply,
            version,
            confirmed_leaks: text.confirmed_leaks,
            decided_at: now,
            leaves_at,
            stopped: None,
        };
        tx.schedule_reply(&scheduled).await?;
        outcome.sent += 1;
    }
    tx.commit().await?;
    Ok(outcome)
}
