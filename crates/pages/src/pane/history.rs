//! The history in words: who did what, and what promises did by themselves.

use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::event::{Event, What};
use souffleur_core::id::{EventId, UserId};
use souffleur_core::question::Status;
use souffleur_sla::{Rung, TargetKind};

use super::parts::HistoryLine;

/// The whole history, newest first.
pub(super) fn history(view: &QuestionView, settings: &Settings) -> Vec<HistoryLine> {
    view.events.iter().rev().map(|event| line(view, settings, event)).collect()
}

/// What others did since a line of the history, oldest first. Promises that began or ended with it go without saying.
pub(super) fn changes(
    view: &QuestionView,
    settings: &Settings,
    seen: EventId,
    reader: Actor,
) -> Vec<HistoryLine> {
    let news = view.events.iter().filter(|event| event.id > seen && event.by.user() != reader.user());
    news.filter(|event| !is_clockwork(&event.what)).map(|event| line(view, settings, event)).collect()
}

fn is_clockwork(what: &What) -> bool {
    matches!(
        what,
        What::TargetSet { .. }
            | What::TargetMet { .. }
            | What::TargetWarned { .. }
            | What::TargetNear { .. }
            | What::TargetMoved { .. }
            | What::NoReplyNeeded { .. }
    )
}

fn line(view: &QuestionView, settings: &Settings, event: &Event) -> HistoryLine {
    let (who, by) = match event.by {
        Actor::Customer => (Some(view.customer.name.to_string()), None),
        Actor::Desk => (None, Some("desk")),
        Actor::Program { .. } => (None, Some("program")),
        Actor::Staff { id, .. } => (Some(name(view, settings, id)), None),
    };
    let plain = HistoryLine { at: event.at, who, by, ..HistoryLine::default() };
    let alone = || HistoryLine { who: None, by: None, ..plain.clone() };
    let about = |key, user| HistoryLine { key, name: Some(name(view, settings, user)), ..plain.clone() };
    match &event.what {
        What::Asked { .. } => HistoryLine { key: "asked", ..plain },
        What::FollowedUp { .. } => HistoryLine { key: "followed_up", ..plain },
        What::Assigned { to, .. } => match to.expert() {
            Some(expert) => about("assigned", expert),
            None => HistoryLine { key: "assigned_managers", ..plain },
        },
        What::DraftSubmitted { version, .. } => {
            HistoryLine { key: "draft_submitted", version: Some(*version), ..plain }
        }
        What::DraftReturned { remark, .. } => {
            HistoryLine { key: "draft_returned", reason: remark.as_ref().map(ToString::to_string), ..plain }
        }
        What::Replied { draft: None, .. } => HistoryLine { key: "replied", ..plain },
        What::Replied { unchanged: true, .. } => HistoryLine { key: "replied_unchanged", ..plain },
        What::Replied { .. } => HistoryLine { key: "replied_draft", ..plain },
        What::Held { .. } => HistoryLine { key: "held", ..plain },
        What::ReplyScheduled { leaves_at } => {
            HistoryLine { key: "reply_scheduled", due_at: Some(*leaves_at), ..plain }
        }
        What::ReplyRecalled => HistoryLine { key: "reply_recalled", ..plain },
        What::ReplyStopped { why } => {
            HistoryLine { key: "reply_stopped", why: Some(why.as_str()), ..alone() }
        }
        What::Snoozed { until } => HistoryLine { key: "snoozed", due_at: Some(*until), ..plain },
        What::Woke => HistoryLine { key: "woke", ..plain },
        What::LeftUnread { by, .. } => {
            HistoryLine { key: "left_unread", name: Some(name(view, settings, *by)), ..alone() }
        }
        What::Noted { .. } => HistoryLine { key: "noted", ..plain },
        What::ColleagueAsked { colleague } => about("colleague_asked", *colleague),
        What::SideDraftWritten => HistoryLine { key: "side_draft_written", ..plain },
        What::StatusChanged { to, reason, .. } => {
            let key = match to {
                Status::Closed => "closed",
                Status::Hidden => "hidden",
                _ => "reopened",
            };
            HistoryLine { key, reason: reason.as_ref().map(ToString::to_string), ..plain }
        }
        What::TopicChanged { to, .. } => {
            let topic = settings.topic(*to).map(|topic| topic.name.to_string());
            HistoryLine { key: "topic_changed", name: topic, ..plain }
        }
        What::TargetSet { promise, due_at, .. } => {
            let key = if due_at.is_some() { "target_set" } else { "target_set_open" };
            HistoryLine { key, promise: promised(promise), due_at: *due_at, ..alone() }
        }
        What::TargetMet { promise, .. } => {
            HistoryLine { key: "target_met", promise: promised(promise), ..alone() }
        }
        What::TargetWarned { promise, share, .. } => {
            HistoryLine { key: "target_warned", promise: promised(promise), share: Some(*share), ..alone() }
        }
        What::TargetBreached { promise, .. } => {
            HistoryLine { key: "target_breached", promise: promised(promise), ..alone() }
        }
        What::NoReplyNeeded { promise, .. } => {
            HistoryLine { key: "no_reply_needed", promise: promised(promise), ..alone() }
        }
        What::TargetMoved { promise, from, to, why, .. } => {
            let key = match (from, to) {
                (_, None) => "target_stopped",
                (None, Some(_)) => "target_goes_on",
                _ => "target_moved",
            };
            let (promise, why) = (promised(promise), Some(why.as_str()));
            HistoryLine { key, promise, was_due_at: *from, due_at: *to, why, ..alone() }
        }
        What::TargetNear { promise, minutes, .. } => {
            HistoryLine { key: "target_near", promise: promised(promise), minutes: Some(*minutes), ..alone() }
        }
        What::Escalated { promise, rung, told, reassigned, .. } => {
            let names: Vec<_> = told.iter().map(|user| name(view, settings, *user)).collect();
            let key = if *reassigned { "escalated_given" } else { "escalated" };
            let why = Rung::ALL.into_iter().map(Rung::as_str).find(|known| known == rung);
            HistoryLine { key, promise: promised(promise), name: Some(names.join(", ")), why, ..alone() }
        }
        What::Paused { reason, .. } => {
            HistoryLine { key: "paused", reason: reason.as_ref().map(ToString::to_string), ..plain }
        }
        What::Resumed { .. } => HistoryLine { key: "resumed", ..plain },
        What::CustomerTagged { tags, .. } => {
            let tags: Vec<_> = tags.iter().map(ToString::to_string).collect();
            let key = if tags.is_empty() { "untagged" } else { "tagged" };
            HistoryLine { key, name: Some(tags.join(", ")), ..plain }
        }
        what => about_sender(what, plain),
    }
}

/// A line about who asked and whether everybody may read it; anything else speaks of another question.
fn about_sender(what: &What, line: HistoryLine) -> HistoryLine {
    match what {
        What::HeldBack => HistoryLine { key: "held_back", who: None, by: None, ..line },
        What::Released => HistoryLine { key: "released", ..line },
        What::ConfirmationSent => HistoryLine { key: "confirmation_sent", ..line },
        What::SenderConfirmed => HistoryLine { key: "sender_confirmed", ..line },
        what => beside(what, line),
    }
}

/// A line that speaks of another question; anything else is a change of which no more is said.
fn beside(what: &What, line: HistoryLine) -> HistoryLine {
    let (key, number) = match what {
        What::Followed { number, .. } => ("followed", number),
        What::Led { number, .. } => ("led", number),
        // Nobody did that: it follows from what was done to the other.
        What::Left { number, done: true, .. } => {
            let name = Some(format!("#{number}"));
            return HistoryLine { key: "left_done", name, who: None, by: None, ..line };
        }
        What::Left { number, .. } => ("left", number),
        What::LeftBy { number, .. } => ("left_by", number),
        What::Linked { number, .. } => ("linked", number),
        What::Unlinked { number, .. } => ("unlinked", number),
        What::Merged { number, .. } => ("merged", number),
        What::TookIn { number, .. } => ("took_in", number),
        What::Parted { number, .. } => ("parted", number),
        What::SplitOff { number, .. } => ("split_off", number),
        What::SplitFrom { number, .. } => ("split_from", number),
        _ => return HistoryLine { key: "changed", ..line },
    };
    HistoryLine { key, name: Some(format!("#{number}")), ..line }
}

/// What somebody of the house is called.
pub(crate) fn name(view: &QuestionView, settings: &Settings, user: UserId) -> String {
    let known = view.name(user).or_else(|| settings.user(user).map(|user| &user.name));
    known.map_or_else(|| "–".to_owned(), ToString::to_string)
}

/// The message key of a promise's name.
fn promised(name: &str) -> Option<&'static str> {
    TargetKind::ALL.into_iter().map(TargetKind::as_str).find(|known| *known == name)
}
